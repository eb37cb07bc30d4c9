/** One change of an issue's status, from one line of the export. */
export interface StatusChange {
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly at: Date;
}

/** An issue of the export. */
export interface Issue {
  /** `PRJ-1161` */
  readonly key: string;
  readonly project: string;
  readonly type: string;
  /** null: the export has no summaries. */
  readonly summary: string | null;
  /** When it was created; the first change, where that lies before. */
  readonly createdAt: Date;
  /** In order of time. */
  readonly changes: readonly StatusChange[];
}

/** A status as the export knows it. */
export interface Status {
  readonly name: string;
  /** Jira's category: To Do, In Progress, Done; empty when the export does not say. */
  readonly category: string;
}

/** A line that could not be used, and why. */
export interface SkippedLine {
  readonly line: number;
  readonly reason: string;
}

/** What a changelog export holds. */
export interface Changelog {
  /** Rows below the header, broken ones included. */
  readonly rows: number;
  /** In order of creation. */
  readonly issues: readonly Issue[];
  /** In the order in which they were first entered. */
  readonly statuses: readonly Status[];
  readonly types: readonly string[];
  readonly skipped: readonly SkippedLine[];
  /** What was read all the same, but is worth a look. */
  readonly oddities: readonly string[];
}
