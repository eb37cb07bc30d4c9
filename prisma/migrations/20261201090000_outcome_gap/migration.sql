-- Why a written outcome counts as missing all the same: it says nothing, or it was first written after delivery. The writer of epics
-- fills it (src/model/outcome-gap.ts); here it is filled for what was written before, by the same rule as far as SQL can tell letters
-- apart. An epic that changes is judged anew.
ALTER TABLE "epic" ADD COLUMN "outcome_gap" TEXT;

CREATE FUNCTION "outcome_words"(said text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT btrim(regexp_replace(lower(normalize(said, NFKC)), '[[:space:]!-/:-@\[-`{-~\u00a0\u00ab\u00b7\u00bb\u2010-\u2026\u2212]+', ' ', 'g'))
$$;
CREATE FUNCTION "outcome_fits_any"(said text, title text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT w.said = '' OR w.said = w.title OR w.words <@ w.nothing OR replace(w.said, ' ', '') = ANY (w.nothing)
    OR (w.said !~ '[0-9]' AND (w.said ~ '^[a-z]+$' OR w.words <@ (w.nothing || w.fits)))
  FROM (SELECT outcome_words(said) AS said, outcome_words(title) AS title, string_to_array(outcome_words(said), ' ') AS words,
    string_to_array('na none nothing tbd tba tbc todo unknown idk asdf xxx lorem ipsum placeholder', ' ') AS nothing,
    string_to_array('to be defined determined decided discussed described added confirmed see title ticket above below link epic as same later yet' ||
      ' not known will follow follows soon coming we us don t dont know no idea improve improves improved improvement improving' ||
      ' increase increases increased enhance enhances enhanced optimize optimized optimise optimised better good great nice fine fast' ||
      ' faster easy easier more happy happier best higher high make makes making get gets become becomes provide is are it its this' ||
      ' that the a an and or of for our their your all everything everyone everybody things thing work works working user users' ||
      ' customer customers client clients stakeholder stakeholders people experience ux satisfaction performance quality efficiency' ||
      ' productivity value business overall general outcome outcomes success successful successfully deliver delivers delivered build' ||
      ' builds built implement implements implemented finish finished complete completed ship shipped release released new do done feature' ||
      ' features project projects system solution product functionality requirement requirements', ' ') AS fits) AS w
$$;

UPDATE "epic" SET "outcome_gap" = 'says_nothing' WHERE "outcome" IS NOT NULL AND outcome_fits_any("outcome", "title");
UPDATE "epic" AS e SET "outcome_gap" = 'after_delivery' WHERE e."outcome" IS NOT NULL AND e."outcome_gap" IS NULL AND e."finished_at" IS NOT NULL
  AND EXISTS (SELECT 1 FROM "event" v WHERE v."organization_id" = e."organization_id" AND v."subject_type" = 'epic' AND v."subject_id" = e."id"
    AND v."kind" = 'outcome stated' AND v."at" > e."finished_at")
  AND NOT EXISTS (SELECT 1 FROM "event" v WHERE v."organization_id" = e."organization_id" AND v."subject_type" = 'epic' AND v."subject_id" = e."id"
    AND v."kind" IN ('proposed', 'outcome stated') AND v."at" <= e."finished_at" AND v."data" ->> 'outcome' IS NOT NULL
    AND NOT outcome_fits_any(v."data" ->> 'outcome', e."title"));

DROP FUNCTION "outcome_fits_any"(text, text);
DROP FUNCTION "outcome_words"(text);
