import { describe, expect, test } from 'vitest'
import { inFlight, oneAtATime } from '../../src/accounts/in-flight.ts'
import { collect } from '../support/streams.ts'

describe('work in flight', () => {
  test('gives results as they come', async () => {
    const ends = new Map<number, () => void>()
    const reading = inFlight([1, 2, 3], 3, async (item) => {
      await new Promise<void>((resolve) => ends.set(item, resolve))
      return item
    })
    const first = reading.next()
    await Promise.resolve()
    for (const item of [3, 1, 2]) {
      ends.get(item)?.()
      const { value } = await (item === 3 ? first : reading.next())
      expect(value).toBe(item)
    }
    expect(await reading.next()).toEqual({ done: true, value: undefined })
  })

  test('is begun only where there is room', async () => {
    let running = 0
    let most = 0
    const work = async (item: number) => {
      running += 1
      most = Math.max(most, running)
      await Promise.resolve()
      running -= 1
      return item
    }
    const items = Array.from({ length: 20 }, (_, index) => index)
    expect((await collect(inFlight(items, 4, work))).sort((a, b) => a - b)).toEqual(items)
    expect(most).toBe(4)
  })

  test('rejects with what fails, once the others have ended', async () => {
    const ended: number[] = []
    const reading = inFlight([1, 2], 2, async (item) => {
      if (item === 1) throw new Error('no')
      await new Promise((resolve) => setImmediate(resolve))
      ended.push(item)
    })
    await expect(collect(reading)).rejects.toThrow('no')
    expect(ended).toEqual([2])
  })
})

describe('one at a time', () => {
  test('keeps the order, and goes on after a failure', async () => {
    const inTurn = oneAtATime()
    const log: string[] = []
    const step = (name: string) => async () => {
      log.push(`${name} begins`)
      await Promise.resolve()
      log.push(`${name} ends`)
      if (name === 'a') throw new Error('no')
    }
    const [a, b] = [inTurn(step('a')), inTurn(step('b'))]
    await expect(a).rejects.toThrow('no')
    await b
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })
})
