/** Who changed it, and when. */
export interface Change {
  readonly at: Date;
  readonly memberId: string | null;
}
