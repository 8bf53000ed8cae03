"""Hypothesis's database of failing inputs, shared between machines."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import settings
from hypothesis.database import ExampleDatabase, GitHubArtifactDatabase, MultiplexedDatabase, ReadOnlyDatabase
from hypothesis.errors import InvalidArgument

#: The artifact that the nightly run uploads.
ARTIFACT = "hypothesis-examples"


def example_database(environment: Mapping[str, str]) -> ExampleDatabase:
    """The examples of this machine and those of the nightly runs of the repository named by `KLANTKIT_EXAMPLES`.

    The latter are downloaded with the token in `GITHUB_TOKEN`, at most once a day, and never written to.

    Raises:
        InvalidArgument: `KLANTKIT_EXAMPLES` is not `owner/repository`, or the token is missing.
    """
    owner, _, repository = environment["KLANTKIT_EXAMPLES"].partition("/")
    if not owner or not repository or "/" in repository:
        raise InvalidArgument("KLANTKIT_EXAMPLES must be owner/repository.")
    if not environment.get("GITHUB_TOKEN"):
        raise InvalidArgument("KLANTKIT_EXAMPLES needs a token that may read artifacts; set GITHUB_TOKEN.")
    shared = GitHubArtifactDatabase(owner, repository, artifact_name=ARTIFACT)
    local = settings().database
    return MultiplexedDatabase(*([local] if local else []), ReadOnlyDatabase(shared))
