import { vi } from 'vitest'

/** Keeps what is printed, instead of printing it, until the mocks are restored. */
export function keepPrinted(): { text: string } {
  const printed = { text: '' }
  vi.spyOn(console, 'log').mockImplementation((text) => {
    printed.text += `${text}\n`
  })
  return printed
}
