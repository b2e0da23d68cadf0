import { type Emulator, startEmulator } from '@reportline/emulator'
import { Progress } from '@reportline/scripts/progress'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { showSettlement } from '../src/show-settlement.ts'
import { captureOutput } from './capture-output.ts'

let emulator: Emulator
let output: { text: string }
beforeEach(async () => {
  emulator = await startEmulator()
  output = captureOutput()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await emulator.stop()
})

describe('showSettlement', () => {
  it('prints the rows and their sum', async () => {
    await showSettlement(emulator, new Progress())
    const sum = /4 rows, (\d+\.\d\d) USD/.exec(output.text)?.[1]
    expect(output.text.trimEnd().split('\n').at(-1)?.trim()).toBe(sum)
    expect(output.text.match(/Capture/g)).toHaveLength(3)
  })

  it('fails if the settlement cannot be retrieved', async () => {
    const fault = { operation: 'getReports', status: 400 }
    emulator.addFixtures({ faults: [fault] })
    await expect(showSettlement(emulator, new Progress())).rejects.toThrow('getReports')
  })
})
