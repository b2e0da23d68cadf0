/** The report APIs. */
export type ApiName = 'selling-partner' | 'business' | 'pay'

/** The fields of a report in all APIs. Each API has a more exact type. */
export interface AnyReport {
  readonly reportId: string
  readonly reportType: string
  readonly processingStatus: string
  readonly createdTime?: string
  readonly processingStartTime?: string
  readonly processingEndTime?: string
  readonly reportDocumentId?: string
  /** Set if a schedule created the report. */
  readonly reportScheduleId?: string
  readonly marketplaceIds?: readonly string[]
  readonly dataStartTime?: string
  readonly dataEndTime?: string
  /** Amazon Pay's name of `dataStartTime`. */
  readonly startTime?: string
  /** Amazon Pay's name of `dataEndTime`. */
  readonly endTime?: string
}
