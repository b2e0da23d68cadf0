import { reportTypes } from '@reportline/report-types'
import { scheduleFrequencies } from '@reportline/reports/pay'
import { schedulePeriods } from '@reportline/reports/selling-partner'
import type { Action } from '../../context.ts'
import type { schedulesSchemaDefinition } from '../../definitions/schedules.ts'
import { exitCodes } from '../../exit-codes.ts'

/** `reportline schedules schema` */
export const printSchema: Action<typeof schedulesSchemaDefinition> = async (_input, { terminal }) => {
  await terminal.stdout.write(`${JSON.stringify(scheduleFileSchema(), undefined, 2)}\n`)
  return exitCodes.done
}

/** The JSON schema of a file of schedules, made from the catalogue. */
function scheduleFileSchema() {
  const known = reportTypes().filter(({ schedulable, removed }) => schedulable && removed === undefined)
  const text = { type: 'string', minLength: 1 }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Schedules of reports',
    type: 'object',
    required: ['schedules'],
    additionalProperties: false,
    properties: {
      schedules: {
        type: 'array',
        items: {
          type: 'object',
          required: ['reportType', 'period'],
          additionalProperties: false,
          properties: {
            reportType: {
              description: 'A report type of the Selling Partner API or of Amazon Pay',
              // Types that are not in the catalogue work too.
              anyOf: [{ enum: known.map(({ reportType }) => reportType) }, text],
            },
            period: {
              description: 'How often a report is created',
              enum: [...new Set<string>([...schedulePeriods, ...scheduleFrequencies])],
            },
            marketplaces: {
              description:
                'Country codes or ids, for the Selling Partner API. Several regions result in several schedules',
              type: 'array',
              minItems: 1,
              items: text,
            },
            reportOptions: {
              description: 'Amazon’s options for the report type',
              type: 'object',
              additionalProperties: text,
            },
            nextReportCreationTime: {
              description: 'When the first report is created, with a time zone. Not compared once it is in the past',
              type: 'string',
            },
            account: { description: 'The account of the profile, if several can have the schedule', ...text },
          },
        },
      },
    },
  }
}
