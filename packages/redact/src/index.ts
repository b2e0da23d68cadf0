export { contentTypeFrom, requestIdFrom } from './header-values.ts'
export { type Redactor, redactor } from './redactor.ts'
