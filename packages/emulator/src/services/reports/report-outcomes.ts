import { type DocumentContent, readDocumentContent } from '../../documents/document-content.ts'
import { invalidField, readList, readObject, readOneOf, readOptional, readString } from '../../input/fields.ts'
import type { ReportOutcome } from './stored-report.ts'

/** The outcome of reports of a type that are created afterwards. */
export interface ReportTypeFixture {
  readonly reportType: string
  /** Limits the fixture to reports for this marketplace. Defaults to all. */
  readonly marketplaceId?: string
  /** Defaults to DONE, which requires a `document`. */
  readonly processingStatus?: 'CANCELLED' | 'DONE' | 'FATAL'
  readonly document?: DocumentContent
}

/** The properties of a new report that determine its outcome. */
export interface OutcomeRequest {
  readonly reportType: string
  readonly marketplaceIds: readonly string[]
  readonly reportOptions?: Readonly<Record<string, string>> | undefined
}

/** Returns the outcome that the built-in data gives a report, or undefined if there is no data. */
export type BuiltInOutcome = (request: OutcomeRequest) => ReportOutcome | undefined

/** Determines the outcome of reports. */
export class ReportOutcomes {
  readonly #builtIn: BuiltInOutcome
  /** The newest first. */
  readonly #fixtures: ReportTypeFixture[] = []

  constructor(builtIn: BuiltInOutcome) {
    this.#builtIn = builtIn
  }

  /** Adds fixtures. They take precedence over those added before. */
  add(fixtures: readonly ReportTypeFixture[]): void {
    this.#fixtures.unshift(...fixtures.toReversed())
  }

  /** Returns the outcome of a report. Without data it is CANCELLED, as at Amazon. */
  outcomeOf(request: OutcomeRequest): ReportOutcome {
    return this.fixtureOutcome(request) ?? this.#builtIn(request) ?? { processingStatus: 'CANCELLED' }
  }

  /** Returns the outcome in the fixtures, if there is one. */
  fixtureOutcome(request: OutcomeRequest): ReportOutcome | undefined {
    const fixture = this.#fixtures.find(
      ({ reportType, marketplaceId }) =>
        reportType === request.reportType &&
        (marketplaceId === undefined || request.marketplaceIds.includes(marketplaceId)),
    )
    return fixture && { processingStatus: fixture.processingStatus ?? 'DONE', document: fixture.document }
  }
}

/** An API's names for the outcomes. */
export type OutcomeNames = Readonly<Record<ReportOutcome['processingStatus'], string>>

const defaultNames: OutcomeNames = { CANCELLED: 'CANCELLED', DONE: 'DONE', FATAL: 'FATAL' }

/** @throws TypeError that names the invalid field. */
export function readReportTypes(value: unknown, path: string, names: OutcomeNames = defaultNames): ReportTypeFixture[] {
  return readList(value, path, (item, itemPath) => {
    const fixture = readObject(item, itemPath, ['reportType', 'marketplaceId', 'processingStatus', 'document'])
    readString(fixture.reportType, `${itemPath}.reportType`)
    readOptional(fixture.marketplaceId, (id) => readString(id, `${itemPath}.marketplaceId`))
    const processingStatus = readStatus(fixture.processingStatus, `${itemPath}.processingStatus`, names)
    readOptional(fixture.document, (document) => readDocumentContent(document, `${itemPath}.document`))
    checkDocument(fixture.document, `${itemPath}.document`, processingStatus, names)
    return { ...fixture, processingStatus } as unknown as ReportTypeFixture
  })
}

/** A DONE report requires a document, a CANCELLED report must not have one, and for a FATAL report it is optional. */
function checkDocument(
  document: unknown,
  path: string,
  status: ReportOutcome['processingStatus'],
  names: OutcomeNames,
): void {
  if (status === 'DONE' && document === undefined) {
    throw invalidField(path, `set for a report that is ${names.DONE}`, document)
  }
  if (status === 'CANCELLED' && document !== undefined) {
    throw invalidField(path, 'omitted for a report that is CANCELLED', document)
  }
}

function readStatus(value: unknown, path: string, names: OutcomeNames): ReportOutcome['processingStatus'] {
  const name = readOptional(value, (status) => readOneOf(status, path, Object.values(names))) ?? names.DONE
  return name === names.CANCELLED ? 'CANCELLED' : name === names.FATAL ? 'FATAL' : 'DONE'
}
