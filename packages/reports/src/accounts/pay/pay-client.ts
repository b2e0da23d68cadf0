import type { PayReportsClient } from '@reportline/pay-reports-client'
import type { CreateReportScheduleRequest, operations } from '@reportline/pay-reports-types'
import type { Call, CallOptions, Input, NestedInput, Output } from '@reportline/request'
import { payTime } from './pay-time.ts'

/** Replaces the types of time fields: they accept a Date, or an ISO 8601 string with time and time zone. */
type WithTimes<Fields, Names extends PropertyKey> = {
  [Name in keyof Fields]: Name extends Names ? Date | Fields[Name] : Fields[Name]
}

/** The input of {@link PayClient.getReports}. */
export type GetReportsInput = WithTimes<Input<operations['getReports']>, 'createdSince' | 'createdUntil'>

/** The input of {@link PayClient.createReport}. */
export type CreateReportInput = WithTimes<Input<operations['createReport']>, 'startTime' | 'endTime'>

/** The input of {@link PayClient.createReportSchedule}. */
export type CreateReportScheduleInput = Omit<NestedInput<operations['createReportSchedule']>, 'body'> & {
  readonly body: WithTimes<CreateReportScheduleRequest, 'nextReportCreationTime'>
}

/**
 * The generated client with times as Dates or ISO 8601 strings with time and time zone. They are converted to the format
 * that Amazon Pay accepts. Responses are not converted: their times are `YYYYMMDDTHHMMSSZ`.
 */
export interface PayClient extends Omit<PayReportsClient, 'getReports' | 'createReport' | 'createReportSchedule'> {
  /** Like the generated method. @throws TypeError if a time is invalid. */
  getReports(input?: GetReportsInput, options?: CallOptions): Call<Output<operations['getReports']>>
  /** Like the generated method. @throws TypeError if a time is invalid. */
  createReport(input: CreateReportInput, options?: CallOptions): Call<Output<operations['createReport']>>
  /**
   * Like the generated method. `deleteExistingSchedule` is sent both in the query and in the body, wherever you pass it:
   * Amazon's documentation has it in the query, and its own SDKs send it in the body.
   *
   * @throws TypeError if a time is invalid.
   */
  createReportSchedule(
    input: CreateReportScheduleInput,
    options?: CallOptions,
  ): Call<Output<operations['createReportSchedule']>>
}

/** Wraps a generated client so that it accepts Dates and ISO 8601 strings. */
export function payClient(client: PayReportsClient): PayClient {
  return {
    ...client,
    getReports: (input = {}, options) =>
      callOrReject(() => {
        const { createdSince: since, createdUntil: until, ...others } = input
        const createdSince = since === undefined ? {} : { createdSince: payTime('createdSince', since) }
        const createdUntil = until === undefined ? {} : { createdUntil: payTime('createdUntil', until) }
        return client.getReports({ ...others, ...createdSince, ...createdUntil }, options)
      }),
    createReport: (input, options) =>
      callOrReject(() => {
        const startTime = payTime('startTime', input.startTime)
        const endTime = payTime('endTime', input.endTime)
        return client.createReport({ ...input, startTime, endTime }, options)
      }),
    createReportSchedule: (input, options) =>
      callOrReject(() => client.createReportSchedule(scheduleInput(input), options)),
  }
}

function scheduleInput({
  body,
  ...others
}: CreateReportScheduleInput): NestedInput<operations['createReportSchedule']> {
  const nextReportCreationTime = payTime('nextReportCreationTime', body.nextReportCreationTime)
  const deleteExistingSchedule = others.deleteExistingSchedule ?? body.deleteExistingSchedule
  const both = deleteExistingSchedule === undefined ? {} : { deleteExistingSchedule }
  return { ...others, ...both, body: { ...body, nextReportCreationTime, ...both } }
}

/** Returns a rejected call instead of throwing, as the generated client does. */
function callOrReject<T>(call: () => Call<T>): Call<T> {
  try {
    return call()
  } catch (error) {
    const failed = Promise.reject(error)
    return Object.assign(failed, {
      withResponse() {
        failed.catch(() => {})
        return Promise.reject(error)
      },
    })
  }
}
