/**
 * The migrations of a ledger file: after the first n of them, a file has layout n. A published migration never changes;
 * a new layout is a further migration.
 */
export const ledgerSchema: readonly string[] = [
  `CREATE TABLE ledger_job (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    request_key TEXT NOT NULL,
    report_type TEXT NOT NULL,
    step TEXT NOT NULL,
    requested INTEGER NOT NULL,
    ended INTEGER,
    report_id TEXT,
    owner TEXT,
    job TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX ledger_job_report ON ledger_job (account, report_id) WHERE report_id IS NOT NULL;
  CREATE INDEX ledger_job_wish ON ledger_job (request_key);
  CREATE INDEX ledger_job_type ON ledger_job (account, report_type, requested);
  CREATE INDEX ledger_job_step ON ledger_job (step);
  CREATE INDEX ledger_job_holder ON ledger_job (owner) WHERE owner IS NOT NULL;
  CREATE TABLE ledger_holder (id TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID`,

  `ALTER TABLE ledger_job ADD COLUMN delivered INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX ledger_job_undelivered ON ledger_job (delivered) WHERE delivered = 0;
  CREATE TABLE ledger_seen (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (account, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE ledger_claim (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    owner TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (account, key)
  ) STRICT, WITHOUT ROWID`,

  // Each request key has one current job, and every look-up has an index. The jobs are copied by position, because the
  // first files called some columns differently.
  `ALTER TABLE ledger_holder RENAME TO ledger_lease;
  ALTER TABLE ledger_lease RENAME COLUMN id TO owner;
  ALTER TABLE ledger_job RENAME TO ledger_job_2;
  CREATE TABLE ledger_job (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    request_key TEXT NOT NULL,
    report_type TEXT NOT NULL,
    step TEXT NOT NULL,
    requested INTEGER NOT NULL,
    finished INTEGER,
    report_id TEXT,
    owner TEXT,
    job TEXT NOT NULL,
    delivered INTEGER NOT NULL DEFAULT 0,
    is_current INTEGER NOT NULL DEFAULT 0,
    has_document INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  INSERT INTO ledger_job SELECT *, 0, 0 FROM ledger_job_2 ORDER BY rowid;
  DROP TABLE ledger_job_2;
  UPDATE ledger_job SET has_document = 1 WHERE step = 'finished' AND CASE WHEN json_valid(job) THEN
    json_extract(job, '$.report.reportDocumentId') IS NOT NULL AND
    json_extract(job, '$.report.processingStatus') IN ('DONE', 'COMPLETED') END;
  UPDATE ledger_job SET is_current = 1 WHERE rowid IN (SELECT rowid FROM (SELECT rowid, row_number() OVER
    (PARTITION BY request_key ORDER BY requested DESC, rowid DESC) AS position FROM ledger_job WHERE step <> 'finished')
    WHERE position = 1);
  CREATE UNIQUE INDEX ledger_job_report ON ledger_job (account, report_id) WHERE report_id IS NOT NULL;
  CREATE INDEX ledger_job_type ON ledger_job (account, report_type, requested);
  CREATE UNIQUE INDEX ledger_job_current ON ledger_job (request_key) WHERE is_current = 1;
  CREATE INDEX ledger_job_document ON ledger_job (request_key, finished) WHERE has_document = 1;
  CREATE INDEX ledger_job_step ON ledger_job (step, account, requested);
  CREATE INDEX ledger_job_requested ON ledger_job (requested);
  CREATE INDEX ledger_job_owner ON ledger_job (owner) WHERE owner IS NOT NULL;
  CREATE INDEX ledger_job_undelivered ON ledger_job (requested) WHERE delivered = 0;
  CREATE INDEX ledger_job_delivered ON ledger_job (finished) WHERE delivered = 1;
  ALTER TABLE ledger_seen ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
  UPDATE ledger_seen SET added = CAST(unixepoch('subsec') * 1000 AS INTEGER);
  CREATE INDEX ledger_seen_added ON ledger_seen (added)`,

  // `row_checksum` is a function that `openLedgerFile` defines.
  `ALTER TABLE ledger_job ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
  UPDATE ledger_job SET checksum =
    row_checksum(id, account, request_key, report_type, step, requested, finished, report_id, has_document, job);
  ALTER TABLE ledger_lease ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
  UPDATE ledger_lease SET checksum = row_checksum(owner, until)`,
]
