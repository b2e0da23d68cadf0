import { createRequest } from '../src/index.ts'
import { getReports, sendTo } from './scripted-fetch.ts'

// Sends a request to the server whose URL is the first argument. Prints the error and by how many bytes memory grew.
const [, , url = ''] = process.argv
const request = createRequest({ attempts: 2, clock: { now: Date.now, sleep: async () => {} } })
const before = process.memoryUsage.rss()
const error = await request(getReports, sendTo(url)).catch((reason: unknown) => reason)
console.log(JSON.stringify({ message: String(error), grownBytes: process.resourceUsage().maxRSS * 1024 - before }))
