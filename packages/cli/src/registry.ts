import type { Action } from './context.ts'
import { apiDefinition } from './definitions/api.ts'
import type { CommandDefinition } from './definitions/command-definition.ts'
import { completionDefinition } from './definitions/completion.ts'
import { emulatorDefinition } from './definitions/emulator.ts'
import { invoicesDefinition } from './definitions/invoices.ts'
import {
  jobsDiscardDefinition,
  jobsListDefinition,
  jobsPruneDefinition,
  jobsShowDefinition,
  logsDefinition,
} from './definitions/jobs.ts'
import {
  notificationsRemoveDefinition,
  notificationsSetupDefinition,
  notificationsStatusDefinition,
  watchDefinition,
} from './definitions/notifications.ts'
import { parseDefinition } from './definitions/parse.ts'
import {
  collectDefinition,
  documentsGetDefinition,
  reportsCancelDefinition,
  reportsGetDefinition,
  reportsListDefinition,
  settlementsDefinition,
} from './definitions/reports.ts'
import { resumeDefinition } from './definitions/resume.ts'
import { runDefinition } from './definitions/run.ts'
import {
  schedulesApplyDefinition,
  schedulesCancelDefinition,
  schedulesListDefinition,
  schedulesPlanDefinition,
  schedulesSchemaDefinition,
} from './definitions/schedules.ts'
import { doctorDefinition, initDefinition, loginDefinition } from './definitions/setup.ts'
import { signExplainDefinition } from './definitions/sign.ts'
import { typesDefinition, typesShowDefinition } from './definitions/types.ts'

/** A command and how to load its code, which happens when it is called. */
export interface CommandEntry {
  readonly definition: CommandDefinition
  load(): Promise<Action>
}

/** Pairs a definition with its action, whose input has the types of the definition. */
function command<const D extends CommandDefinition>(definition: D, load: () => Promise<Action<D>>): CommandEntry {
  return { definition, load: load as () => Promise<Action> }
}

/** What the commands of a group do. */
export const groupSummaries: Readonly<Record<string, string>> = {
  documents: 'Download documents by their ids',
  jobs: 'List and clean up the reports that this machine has requested',
  notifications: 'Set up and remove notifications about finished reports',
  reports: 'List, show and cancel the reports at Amazon',
  schedules: 'List and change the schedules of reports',
  sign: 'Explain signatures of Amazon Pay',
}

/** All commands in the order of the help. */
export const commands: readonly CommandEntry[] = [
  command(runDefinition, async () => (await import('./commands/run.ts')).run),
  command(resumeDefinition, async () => (await import('./commands/resume.ts')).resume),
  command(parseDefinition, async () => (await import('./commands/parse.ts')).parseFile),
  command(collectDefinition, async () => (await import('./commands/reports/collect.ts')).collect),
  command(settlementsDefinition, async () => (await import('./commands/reports/settlements.ts')).settlements),
  command(invoicesDefinition, async () => (await import('./commands/invoices/invoices.ts')).invoices),
  command(reportsListDefinition, async () => (await import('./commands/reports/reports.ts')).reportsList),
  command(reportsGetDefinition, async () => (await import('./commands/reports/reports.ts')).reportsGet),
  command(reportsCancelDefinition, async () => (await import('./commands/reports/reports.ts')).reportsCancel),
  command(documentsGetDefinition, async () => (await import('./commands/reports/documents.ts')).documentsGet),
  command(schedulesListDefinition, async () => (await import('./commands/schedules/schedules.ts')).listSchedules),
  command(schedulesPlanDefinition, async () => (await import('./commands/schedules/plan.ts')).planSchedules),
  command(schedulesApplyDefinition, async () => (await import('./commands/schedules/plan.ts')).applySchedules),
  command(schedulesCancelDefinition, async () => (await import('./commands/schedules/schedules.ts')).cancelSchedules),
  command(schedulesSchemaDefinition, async () => (await import('./commands/schedules/schema.ts')).printSchema),
  command(
    notificationsSetupDefinition,
    async () => (await import('./commands/notifications/notifications.ts')).setUpNotifications,
  ),
  command(
    notificationsStatusDefinition,
    async () => (await import('./commands/notifications/notifications.ts')).notificationsStatus,
  ),
  command(
    notificationsRemoveDefinition,
    async () => (await import('./commands/notifications/notifications.ts')).removeNotifications,
  ),
  command(watchDefinition, async () => (await import('./commands/notifications/watch.ts')).watch),
  command(jobsListDefinition, async () => (await import('./commands/jobs/jobs.ts')).listJobs),
  command(jobsShowDefinition, async () => (await import('./commands/jobs/jobs.ts')).showJob),
  command(jobsDiscardDefinition, async () => (await import('./commands/jobs/jobs.ts')).discardJobs),
  command(jobsPruneDefinition, async () => (await import('./commands/jobs/jobs.ts')).pruneJobs),
  command(logsDefinition, async () => (await import('./commands/jobs/logs.ts')).showLogs),
  command(typesDefinition, async () => (await import('./commands/types.ts')).listTypes),
  command(typesShowDefinition, async () => (await import('./commands/types.ts')).showType),
  command(apiDefinition, async () => (await import('./commands/api.ts')).callApi),
  command(initDefinition, async () => (await import('./commands/setup/init.ts')).init),
  command(loginDefinition, async () => (await import('./commands/setup/login.ts')).login),
  command(doctorDefinition, async () => (await import('./commands/doctor/doctor.ts')).doctor),
  command(emulatorDefinition, async () => (await import('./commands/emulator/emulator.ts')).emulator),
  command(signExplainDefinition, async () => (await import('./commands/sign/explain.ts')).signExplain),
  command(completionDefinition, async () => (await import('./commands/completion/completion.ts')).printCompletion),
]
