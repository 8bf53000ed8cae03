"""A page as webchanges fetches it; the error of a page that is refused keeps nothing of the response's body."""

from __future__ import annotations

from typing import Any

from webchanges.jobs import UrlJob


class Page(UrlJob):
    """A page of a vendor."""

    __kind__ = "page"

    def retrieve(self, job_state: Any, headless: bool = True) -> Any:  # noqa: FBT001, FBT002 - the base class's
        """Fetch the page; webchanges stores the text of an error, whose first line is the status."""
        try:
            return super().retrieve(job_state, headless)
        except Exception as error:
            error.args = tuple(str(argument).partition("\n")[0] for argument in error.args)
            raise
