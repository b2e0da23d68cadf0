import { type Emulator, startEmulator } from '@reportline/emulator'
import { Progress } from '@reportline/scripts/progress'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { showSettlement } from '../src/show-settlement.ts'
import { keepPrinted } from './printed.ts'

let emulator: Emulator
let printed: { text: string }
beforeEach(async () => {
  emulator = await startEmulator()
  printed = keepPrinted()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await emulator.stop()
})

describe('showSettlement', () => {
  it('prints the rows and, below them, what they add up to', async () => {
    await showSettlement(emulator, new Progress())
    const sum = /4 rows, (\d+\.\d\d) USD/.exec(printed.text)?.[1]
    expect(printed.text.trimEnd().split('\n').at(-1)?.trim()).toBe(sum)
    expect(printed.text.match(/Capture/g)).toHaveLength(3)
  })

  it('fails when the settlement cannot be reached', async () => {
    const broken = { operation: 'getReports', status: 400 }
    emulator.addFixtures({ faults: [broken] })
    await expect(showSettlement(emulator, new Progress())).rejects.toThrow('getReports')
  })
})
