/** 2026-03-04T12:00:00Z */
export const noon = Date.UTC(2026, 2, 4, 12)

/** A clock that only moves when the emulator is advanced. */
export const fixedClock = { now: () => noon }
