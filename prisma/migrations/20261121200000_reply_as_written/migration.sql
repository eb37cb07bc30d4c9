-- A stored reply is given back as it was written, and never looked into: json keeps the order of names, which jsonb does not.
ALTER TABLE "inbox" ALTER COLUMN "reply" TYPE JSON;
