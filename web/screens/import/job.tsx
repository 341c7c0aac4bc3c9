import { useParams } from '@tanstack/react-router'
import { importReportFile, importState } from '#contract/import.ts'
import type { ImportJob } from '#contract/import.ts'
import type { ImportReport } from '#contract/import-report.ts'
import { address } from '../../lib/call.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { isRunning, JobState } from './job-state.tsx'
import { outcome, rowsOf } from './outcome.ts'
import { Phases } from './phases.tsx'
import { Report } from './report.tsx'

/** One import: how far it is, what was refused and why. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const first = useCall(importState, { params: { id } }, { keep: false })
  const running = first.data !== undefined && isRunning(first.data)
  const asked = useCall(importState, { params: { id } }, { keep: false, ...(running && { every: 700 }) })
  return <Answer asked={asked}>{(job) => <Job job={job} />}</Answer>
}

function Job({ job }: { job: ImportJob }) {
  return (
    <>
      <Crumbs label={t('所属')} crumbs={[{ href: link('/import'), name: t('导入') }]} />
      <Page
        title={job.fileName}
        about={
          <>
            <JobState job={job} /> · {moment(job.startedAt)} · {job.actor}
          </>
        }
        actions={
          job.marked && (
            <ActionLink primary href={address(importReportFile, { id: job.id }, {})} file>
              {t('下载标出错处的工作簿')}
            </ActionLink>
          )
        }
      >
        {isRunning(job) && <Phases job={job} />}
        {!isRunning(job) && job.state !== 'done' && <Notice tone="late">{t(job.words)}</Notice>}
        {job.report !== null && <Outcome dryRun={job.dryRun} report={job.report} />}
        {job.report !== null && <Report dryRun={job.dryRun} report={job.report} />}
      </Page>
    </>
  )
}

/** Returned rows have to be seen to; without any, an import has gone well, and a dry run has changed nothing. */
function Outcome({ dryRun, report }: { dryRun: boolean; report: ImportReport }) {
  const well = dryRun ? 'calm' : 'good'
  return <Notice tone={rowsOf(report).refused > 0 ? 'warn' : well}>{outcome({ dryRun, report })}</Notice>
}
