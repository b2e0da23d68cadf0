/** Formats an instant like Amazon: in whole seconds, with the offset +00:00. */
export function timestamp(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}+00:00`
}
