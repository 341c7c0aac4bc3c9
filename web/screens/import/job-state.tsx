import type { ImportJob } from '#contract/import.ts'
import { t } from '../../lib/t.ts'
import { Status } from '../../ui/states.tsx'
import type { Tone } from '../../ui/states.tsx'

const WORDS: Record<ImportJob['state'], [Tone, string]> = {
  waiting: ['calm', '等待'],
  reading: ['warn', '读取'],
  checking: ['warn', '核对'],
  writing: ['warn', '写入'],
  crediting: ['warn', '记学分'],
  done: ['good', '完成'],
  refused: ['late', '整个退回'],
  interrupted: ['late', '中断'],
}

/** Where an import stands. */
export function JobState({ job }: { job: Pick<ImportJob, 'state' | 'dryRun'> }) {
  const [tone, word] = WORDS[job.state]
  return (
    <Status tone={tone}>
      {t(word)}
      {job.dryRun && t('（试运行）')}
    </Status>
  )
}

/** True while something is still being done. */
export function isRunning(job: Pick<ImportJob, 'state'>): boolean {
  return !['done', 'refused', 'interrupted'].includes(job.state)
}
