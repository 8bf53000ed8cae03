"""Show what changed for callers since a revision, in the specs and in the packages: `make changes`.

Why not `redocly diff`, which comes with the locked `@redocly/cli` (2.77.0, experimental)? It separates requests from
responses, and takes half a second per spec. For 4,576 edits of our specs, of 109 kinds, it agrees in 3,769 on whether
callers break. It does not know the generated client, so it accepts 317 edits that break callers (a removed request
field, a changed default, a second success status, the media type of a form field) and rejects 490 that do not (wider
limits in responses, a renamed security scheme, `anyOf` written as a list of types). It also names only the first of the
operations and statuses that share a changed schema. This package must not grow beyond its 1,860 lines.
"""
