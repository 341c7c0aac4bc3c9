import type { ImportJob } from '#contract/import.ts'
import { t } from '../../lib/t.ts'

const PHASES = [
  ['reading', '读取'],
  ['checking', '核对'],
  ['writing', '写入'],
  ['crediting', '记学分'],
] as const

/** How far an import is, phase by phase; the page can be left meanwhile. */
export function Phases({ job }: { job: ImportJob }) {
  const now = PHASES.findIndex(([id]) => id === job.state)
  const share = Math.round(job.progress * 100)
  return (
    <div role="status">
      <ol className="track">
        {PHASES.map(([id, word], i) => (
          <li key={id} className={i <= now ? 'has' : ''}>
            <strong>{t(word)}</strong>
            <div className="quiet">{i < now ? t('已完成') : i === now ? t('进行中') : t('未开始')}</div>
          </li>
        ))}
      </ol>
      <progress className="progress" max={100} value={share} aria-label={t('导入进度')} />
      <p>
        <span className="num">{share}%</span> {t(job.words)}
      </p>
      <p className="quiet">{t('可以离开本页，导入会继续；回来在“历次导入”里看。')}</p>
    </div>
  )
}
