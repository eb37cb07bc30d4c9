-- A place may be about the portfolio: an organization has one, so the place says only that.
ALTER TABLE "place" ADD COLUMN "portfolio" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "place" DROP CONSTRAINT "place_one_check";
ALTER TABLE "place" ADD CONSTRAINT "place_one_check" CHECK (num_nonnulls("team_id", "stream_id") + "portfolio"::int = 1);
