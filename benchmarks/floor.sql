-- The state of every audience × theme, by hand: what uegraph's own engine is measured against.
--
-- Given: parts, activities, themes (activity, theme), links (source, link, target), roles, statuses,
-- levels, directions (code, and what the concept says), audiences, topics, denials and completeness;
-- things as numbers, days as ordinals. Outcomes: 0 engaged, 1 shallow, 2 stale,
-- 3 represented, 4 attempted, 5 planned. Ways and marks (partial, inherited) are not kept.
-- One table after the other: as one statement DuckDB plans it so that it takes four times as long.

CREATE OR REPLACE TEMP TABLE audience_of AS
WITH RECURSIVE audience_of AS (
  SELECT audience AS start, audience FROM audiences
  UNION
  SELECT links.source, audience_of.audience
  FROM audience_of JOIN links ON links.link = 'broader' AND links.target = audience_of.start
)
SELECT * FROM audience_of;

CREATE OR REPLACE TEMP TABLE body_of AS
WITH RECURSIVE body_of AS (
  SELECT DISTINCT target AS start, target AS body FROM links WHERE link = 'represented by'
  UNION
  SELECT links.source, body_of.body
  FROM body_of JOIN links ON links.link = 'became' AND links.target = body_of.start
)
SELECT * FROM body_of;

CREATE OR REPLACE TEMP TABLE theme_of AS
WITH RECURSIVE theme_of AS (
  SELECT theme AS start, theme FROM topics
  UNION
  SELECT links.source, theme_of.theme
  FROM theme_of JOIN links ON links.link = 'broader' AND links.target = theme_of.start
)
SELECT * FROM theme_of;

CREATE OR REPLACE TEMP TABLE ways AS
SELECT start AS party, audience, false AS represented FROM audience_of
UNION
SELECT links.source, audience, false
FROM audience_of JOIN links ON links.link = 'belongs to' AND links.target = audience_of.start
UNION
SELECT body_of.start, audience, true
FROM audience_of
JOIN links ON links.link = 'represented by' AND links.source = audience_of.start
JOIN body_of ON body_of.body = links.target;

CREATE OR REPLACE TEMP TABLE led AS
SELECT
  parts.party,
  parts.activity,
  CASE
    WHEN statuses.leads = 0 AND (activities.planned OR activities.began_from > getvariable('asked_day')) THEN 5
    ELSE statuses.leads
  END AS outcome,
  coalesce(levels.rank, 0) AS rank,
  coalesce(directions.outward, levels.rank = 1) AS one_way,
  activities.began_from, activities.ended_by
FROM parts
JOIN roles ON roles.code = parts.role AND roles.engages
JOIN statuses ON statuses.code = parts.status AND statuses.leads IS NOT NULL
JOIN activities ON activities.code = parts.activity AND NOT activities.cancelled
LEFT JOIN levels ON levels.code = parts.level
LEFT JOIN directions ON directions.code = parts.direction
WHERE parts.party IN (SELECT party FROM ways);

CREATE OR REPLACE TEMP TABLE weighed AS
SELECT
  party, activity,
  CASE
    WHEN outcome > 0 THEN outcome
    WHEN rank < getvariable('asked_rank') OR coalesce(one_way, false) THEN 1
    WHEN least(ended_by, getvariable('asked_last')) < getvariable('asked_limit') THEN 2
    ELSE 0
  END AS outcome,
  outcome = 0 AND NOT coalesce(one_way, false) AS counts,
  began_from, ended_by
FROM led
WHERE ended_by >= getvariable('asked_first')
  AND (began_from <= getvariable('asked_last') OR outcome = 5 OR (outcome = 4 AND began_from > getvariable('asked_day')));

CREATE OR REPLACE TEMP TABLE themed AS
SELECT
  weighed.party, themes.theme,
  min(weighed.outcome) AS outcome,
  bool_or(weighed.counts) AS counts
FROM weighed JOIN themes ON themes.activity = weighed.activity
GROUP BY weighed.party, themes.theme;

CREATE OR REPLACE TEMP TABLE decided AS
SELECT
  ways.audience, theme_of.theme,
  min(CASE WHEN ways.represented THEN 3 ELSE themed.outcome END) AS outcome
FROM themed
JOIN ways ON ways.party = themed.party AND (themed.counts OR NOT represented)
JOIN theme_of ON theme_of.start = themed.theme
GROUP BY ways.audience, theme_of.theme;

CREATE OR REPLACE TEMP TABLE denied AS
SELECT target AS audience, theme_of.start AS theme, first, last
FROM denials JOIN theme_of ON theme_of.theme = denials.theme
WHERE last >= getvariable('asked_first') AND first <= getvariable('asked_last')
UNION
SELECT target, topics.theme, first, last
FROM denials CROSS JOIN topics
WHERE denials.theme IS NULL AND last >= getvariable('asked_first') AND first <= getvariable('asked_last');

CREATE OR REPLACE TEMP TABLE contested AS
SELECT DISTINCT found.audience, denied.theme
FROM (
  SELECT DISTINCT spoken_of.audience, spoken_of.first, spoken_of.last, themes.theme
  FROM (SELECT DISTINCT audience, first, last FROM denied) AS spoken_of
  JOIN ways ON ways.audience = spoken_of.audience AND NOT ways.represented
  JOIN weighed ON weighed.party = ways.party AND weighed.counts
    AND weighed.began_from <= spoken_of.last AND weighed.ended_by >= spoken_of.first
  JOIN themes ON themes.activity = weighed.activity
) AS found
JOIN theme_of ON theme_of.start = found.theme
JOIN denied ON denied.audience = found.audience AND denied.theme = theme_of.theme
  AND denied.first = found.first AND denied.last = found.last;

CREATE OR REPLACE TEMP TABLE complete AS
SELECT DISTINCT theme_of.start AS theme
FROM completeness
JOIN theme_of ON theme_of.theme = completeness.theme
WHERE completeness.first <= getvariable('asked_first') AND completeness.last >= least(getvariable('asked_last'), getvariable('asked_day'));

CREATE OR REPLACE TEMP TABLE cells AS
SELECT
  audiences.audience, topics.theme,
  CASE
    WHEN contested.audience IS NOT NULL THEN 'conflict'
    WHEN decided.outcome IS NOT NULL THEN
      ['engaged', 'shallow', 'stale', 'represented', 'attempted', 'planned'][decided.outcome + 1]
    WHEN silent.audience IS NOT NULL THEN 'known-gap'
    WHEN complete.theme IS NOT NULL THEN 'inferred-gap'
    ELSE 'no-evidence'
  END AS state
FROM audiences CROSS JOIN topics
LEFT JOIN decided ON decided.audience = audiences.audience AND decided.theme = topics.theme
LEFT JOIN contested ON contested.audience = audiences.audience AND contested.theme = topics.theme
LEFT JOIN (SELECT DISTINCT audience, theme FROM denied) AS silent
  ON silent.audience = audiences.audience AND silent.theme = topics.theme
LEFT JOIN complete ON complete.theme = topics.theme;
