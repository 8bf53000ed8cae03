"""The inputs that failed before, shared between machines."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import settings
from hypothesis.database import ExampleDatabase, GitHubArtifactDatabase, MultiplexedDatabase, ReadOnlyDatabase
from hypothesis.errors import InvalidArgument

#: The artifact that the nightly run leaves behind.
ARTIFACT = "hypothesis-examples"


def example_database(environment: Mapping[str, str]) -> ExampleDatabase:
    """The examples of this machine, and those of the nightly runs of the repository that `KLANTKIT_EXAMPLES` names.

    They are fetched with the token in `GITHUB_TOKEN`, once a day, and never written to.

    Raises:
        InvalidArgument: It is no `owner/repository`, or there is no token.

    """
    owner, _, repository = environment["KLANTKIT_EXAMPLES"].partition("/")
    if not owner or not repository or "/" in repository:
        raise InvalidArgument("KLANTKIT_EXAMPLES is to be owner/repository.")
    if not environment.get("GITHUB_TOKEN"):
        raise InvalidArgument("KLANTKIT_EXAMPLES needs a token that reads artifacts; set GITHUB_TOKEN.")
    shared = GitHubArtifactDatabase(owner, repository, artifact_name=ARTIFACT)
    local = settings().database
    return MultiplexedDatabase(*([local] if local else []), ReadOnlyDatabase(shared))
