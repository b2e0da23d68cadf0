import { listApis } from '@reportline/scripts/apis'
import { coverage, formatCoverage } from './coverage.ts'
import { readReplays } from './read-replays.ts'

for (const api of listApis()) console.log(`${formatCoverage(api, coverage(api, readReplays(api)))}\n`)
