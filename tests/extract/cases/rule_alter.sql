-- title: columns added, dropped and renamed count for what comes later
-- schema: db.t(a, b, k)
-- default: db
CREATE TABLE n (x INTEGER, y INTEGER);
ALTER TABLE n ADD z VARCHAR(10), DROP x;
ALTER TABLE n RENAME y TO w;
INSERT INTO n SELECT a, b FROM t;
-- expect: db.t.a -> db.n.w DIRECT IDENTITY
-- expect: db.t.b -> db.n.z DIRECT IDENTITY

-- title: other alterations change no columns
-- schema: db.t(a, b, k)
-- default: db
CREATE TABLE n (x INTEGER, y INTEGER);
ALTER TABLE n ADD CONSTRAINT c CHECK (x > 1);
ALTER TABLE n MODIFY PRIMARY INDEX (y);
INSERT INTO n SELECT a, b FROM t;
-- expect: db.t.a -> db.n.x DIRECT IDENTITY
-- expect: db.t.b -> db.n.y DIRECT IDENTITY
