import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newJob, type ReportRequest } from '../../../src/accounts/selling-partner/report-request.ts'

const check = (fields: object) => {
  const request = { reportType: 'GET_X', marketplaces: ['DE'], ...fields } as ReportRequest
  const { dataStartTime, dataEndTime } = newJob(request, { region: 'eu' }, Date.UTC(2026, 0, 1)).job
  return { dataStartTime, dataEndTime }
}

describe('the window of a request', () => {
  test('is sent in UTC, regardless of its time zone', () => {
    expect(check({ from: '2025-01-01T00:00+01:00', to: new Date('2025-02-01T00:00:00Z') })).toEqual({
      dataStartTime: '2024-12-31T23:00:00.000Z',
      dataEndTime: '2025-02-01T00:00:00.000Z',
    })
  })

  test('can be open at either end, or omitted', () => {
    expect(check({})).toEqual({})
    expect(check({ from: '2025-01-01T00:00:00Z' })).toEqual({ dataStartTime: '2025-01-01T00:00:00.000Z' })
    expect(check({ to: '2025-01-01T00:00:00Z' })).toEqual({ dataEndTime: '2025-01-01T00:00:00.000Z' })
  })

  test('supports every instant of a Date', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('9999-01-01') }),
        (date) => {
          const next = new Date(date.getTime() + 1)
          expect(check({ from: date, to: next.toISOString() })).toEqual({
            dataStartTime: date.toISOString(),
            dataEndTime: next.toISOString(),
          })
        },
      ),
    )
  })

  test.each([
    ['a text without zone', { from: '2025-01-01T00:00:00' }, '`from` must be a Date or an ISO 8601 string'],
    ['a day without time', { to: '2025-01-01' }, '`to` must be a Date or an ISO 8601 string'],
    ['another form', { from: '1 January 2025 UTC' }, '`from` must be a Date or an ISO 8601 string'],
    ['a number', { from: 1_735_689_600_000 }, '`from` must be a Date or an ISO 8601 string'],
    ['a day that does not exist', { from: '2025-02-30T00:00:00Z' }, '`from` is a date or time that does not exist'],
    ['an hour that does not exist', { to: '2025-01-01T25:00:00Z' }, '`to` is a date or time that does not exist'],
    ['an invalid Date', { from: new Date('x') }, '`from` is an invalid Date'],
    [
      'an end before the beginning',
      { from: '2025-01-02T00:00:00Z', to: '2025-01-01T00:00:00Z' },
      'are in the wrong order',
    ],
    [
      'an empty window',
      { from: '2025-01-02T00:00:00Z', to: new Date('2025-01-02') },
      '`from` and `to` are the same instant',
    ],
  ])('is rejected for %s', (_case, fields, words) => {
    expect(() => check(fields)).toThrow(TypeError)
    expect(() => check(fields)).toThrow(words)
  })
})

describe('a request', () => {
  test.each([
    ['an empty report type', { reportType: '' }, '`reportType` must be a report type'],
    ['a blank report type', { reportType: ' ' }, '`reportType` must be a report type'],
    ['options that are not an object', { reportOptions: ['custom'] }, '`reportOptions` must be an object'],
    ['an option that is not a string', { reportOptions: { custom: true } }, '`reportOptions.custom` must be a string'],
    ['an unknown field', { dataStartTime: 'x' }, 'Unknown field `dataStartTime`. Expected one of: reportType'],
  ])('is rejected for %s', (_case, fields, words) => {
    expect(() => check(fields)).toThrow(TypeError)
    expect(() => check(fields)).toThrow(words)
  })

  test('that is missing is rejected', () => {
    // @ts-expect-error the request is required
    expect(() => newJob(undefined, { region: 'eu' }, 0)).toThrow('The request must be an object.')
  })
})
