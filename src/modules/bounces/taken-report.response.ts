export class TakenReportResponse {
  kind: 'failed' | 'delivered' | 'complaint' | 'ignored';
  /** Did it settle an uncertain delivery? */
  settled: boolean;
  /** Is its recipient on the suppression list because of it? */
  suppressed: boolean;
}
