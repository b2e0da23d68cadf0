import { createRequire } from 'node:module'

/** The response that the SDK returns, as axios represents it. */
export interface SdkResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly data: unknown
}

/** The report methods of Amazon's client, which has no types. */
export interface SdkClient {
  getReports(query?: Record<string, unknown> | null, headers?: object | null): Promise<SdkResponse>
  getReportById(reportId: string): Promise<SdkResponse>
  getReportDocument(reportDocumentId: string): Promise<SdkResponse>
  createReport(payload: object, headers?: object): Promise<SdkResponse>
  getReportSchedules(reportTypes?: string | readonly string[] | null): Promise<SdkResponse>
  getReportScheduleById(reportScheduleId: string): Promise<SdkResponse>
  createReportSchedule(payload: object, headers?: object): Promise<SdkResponse>
  cancelReportSchedule(reportScheduleId: string): Promise<SdkResponse>
}

/** The settings of Amazon's client. */
export interface SdkSettings {
  readonly publicKeyId: string
  readonly privateKey: string
  readonly region: string
  readonly sandbox?: boolean
  readonly algorithm?: string
  /** Host and port. The client connects to it through HTTPS and accepts any certificate. */
  readonly overrideServiceUrl: string
}

/** A signed request before it is sent. */
export interface OutgoingRequest {
  data?: string
  readonly headers: { set(name: string, value: string): void; get(name: string): unknown }
}

interface Axios {
  readonly interceptors: {
    readonly request: { use(change: (request: OutgoingRequest) => OutgoingRequest): number; eject(id: number): void }
  }
}

const require = createRequire(import.meta.url)
const sdk = require('@amazonpay/amazon-pay-api-sdk-nodejs') as {
  readonly WebStoreClient: new (settings: SdkSettings) => SdkClient
}

/** Creates Amazon's own client, unmodified. */
export function nodeSdk(settings: SdkSettings): SdkClient {
  return new sdk.WebStoreClient(settings)
}

/** Calls a function while every request is changed after the client has signed it, as a proxy could. */
export async function withTampering<T>(change: (request: OutgoingRequest) => void, send: () => Promise<T>): Promise<T> {
  const axios = createRequire(require.resolve('@amazonpay/amazon-pay-api-sdk-nodejs'))('axios') as Axios
  const id = axios.interceptors.request.use((request) => {
    change(request)
    return request
  })
  try {
    return await send()
  } finally {
    axios.interceptors.request.eject(id)
  }
}
