import type { PayReportsClient } from '@reportline/pay-reports-client'
import type { CreateReportScheduleRequest, operations } from '@reportline/pay-reports-types'
import type { Call, CallOptions, Input, NestedInput, Output } from '@reportline/request'
import { payTime } from './pay-time.ts'

/** Fields of which some are times: a Date, or a text in ISO 8601 with time and zone. */
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
 * The generated client, whose times may be Dates or any ISO 8601 with time and zone: they are sent in the form that
 * Amazon Pay takes. Answers are as they come: their times are `YYYYMMDDTHHMMSSZ`.
 */
export interface PayClient extends Omit<PayReportsClient, 'getReports' | 'createReport' | 'createReportSchedule'> {
  /** As the generated client's. @throws TypeError for a time that is none. */
  getReports(input?: GetReportsInput, options?: CallOptions): Call<Output<operations['getReports']>>
  /** As the generated client's. @throws TypeError for a time that is none. */
  createReport(input: CreateReportInput, options?: CallOptions): Call<Output<operations['createReport']>>
  /**
   * As the generated client's. `deleteExistingSchedule` is sent in the query and in the body, wherever it is given: the
   * documents have it in the one, Amazon's own SDKs in the other.
   *
   * @throws TypeError for a time that is none.
   */
  createReportSchedule(
    input: CreateReportScheduleInput,
    options?: CallOptions,
  ): Call<Output<operations['createReportSchedule']>>
}

/** Lets a generated client take times as callers have them. */
export function payClient(client: PayReportsClient): PayClient {
  return {
    ...client,
    getReports: (input = {}, options) =>
      calling(() => {
        const { createdSince: since, createdUntil: until, ...others } = input
        const createdSince = since === undefined ? {} : { createdSince: payTime('createdSince', since) }
        const createdUntil = until === undefined ? {} : { createdUntil: payTime('createdUntil', until) }
        return client.getReports({ ...others, ...createdSince, ...createdUntil }, options)
      }),
    createReport: (input, options) =>
      calling(() => {
        const startTime = payTime('startTime', input.startTime)
        const endTime = payTime('endTime', input.endTime)
        return client.createReport({ ...input, startTime, endTime }, options)
      }),
    createReportSchedule: (input, options) => calling(() => client.createReportSchedule(scheduleInput(input), options)),
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

/** A caller's mistake is told as the generated client tells it: by a call that is rejected. */
function calling<T>(call: () => Call<T>): Call<T> {
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
