import type { Operation } from './operation.ts'

/** An operation, and where the keys of its input belong. */
export interface BoundOperation extends Operation {
  /** The names of the parameters, by location. */
  readonly parameters: {
    readonly path?: readonly string[] | undefined
    readonly query?: readonly string[] | undefined
    readonly header?: readonly string[] | undefined
  }
  /**
   * `fields`: the other keys of the input are the body. `whole`: the key `body` of the input is the body. Absent: the
   * operation has no body.
   */
  readonly body?: 'fields' | 'whole' | undefined
}
