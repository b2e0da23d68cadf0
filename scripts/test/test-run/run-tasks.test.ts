import { join } from 'node:path'
import { expect, it } from 'vitest'
import { workspace } from '../../apis.ts'
import { readSummary } from '../../test-run/run-tasks.ts'

const logFile = 'packages/auth/.turbo/turbo-test.log'

it('a summary of turbo gives the result of each task that ran or came from the cache', () => {
  const summary = {
    tasks: [
      { taskId: 'a#test', logFile, cache: { status: 'HIT' }, execution: { startTime: 5, endTime: 5, exitCode: 0 } },
      { taskId: 'b#test', logFile, cache: { status: 'MISS' }, execution: { startTime: 5, endTime: 12, exitCode: 0 } },
      { taskId: 'c#test', logFile, cache: { status: 'MISS' }, execution: { startTime: 5, endTime: 9, exitCode: 1 } },
      { taskId: 'd#test', logFile, cache: { status: 'MISS' } },
    ],
  }
  expect(readSummary(summary)).toEqual([
    { id: 'a#test', succeeded: true, milliseconds: undefined, logFile: join(workspace, logFile) },
    { id: 'b#test', succeeded: true, milliseconds: 7, logFile: join(workspace, logFile) },
    { id: 'c#test', succeeded: false, milliseconds: 4, logFile: join(workspace, logFile) },
  ])
})
