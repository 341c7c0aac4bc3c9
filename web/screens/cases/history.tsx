import type { CaseManifest } from '#contract/case-manifest.ts'
import type { CaseData, PanelProps } from '../../engine/panels.ts'
import { fullMoment, moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Section } from '../../ui/page.tsx'

type Event = CaseData['events'][number]

/** What happened to a case, newest first: who, when, why, on which document. */
export function History({ data: { events }, manifest }: PanelProps) {
  if (events.length === 0) return <p className="quiet">{t('还没有提交。')}</p>
  return (
    <ol className="case-history">
      {events.toReversed().map((event) => (
        <li key={event.seq}>
          <time dateTime={event.at} title={fullMoment(event.at)} className="quiet">
            {moment(event.at)}
          </time>
          <div>
            <strong>{t(event.word)}</strong> {t(event.stageTitle)}{' '}
            <span className="quiet">{actorOf(event)}</span>
            {details(event, manifest).map((words) => (
              <div key={words}>{words}</div>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}

function actorOf({ actor, standsFor }: Event): string {
  return standsFor === null ? actor : t('{actor}代{other}', { actor, other: standsFor })
}

function details(event: Event, { stages }: CaseManifest): string[] {
  const { because, score, number, document, from, until } = event
  // a decision grants an amount, an exam or a review gives a mark
  const amount = stages.find(({ title }) => title === event.stageTitle)?.amount ?? null
  const granted = { what: t(amount ?? '得分'), score: score ?? 0 }
  return [
    because === null ? '' : t(because),
    score === null ? '' : t('{what} {score}', granted),
    number === null ? '' : t('编号 {number}', { number }),
    document === null ? '' : t('依据 {document}', { document }),
    from === null || until === null ? '' : t('公示 {from} 至 {until}', { from, until }),
  ].filter((words) => words !== '')
}

/** What a decision brought about beyond the case. */
export function Effects({ data: { effects } }: { data: CaseData }) {
  if (effects.length === 0) return null
  return (
    <Section title={t('办理结果')}>
      <ul className="prose">
        {effects.map(({ kind, words, undone, programme }, i) => (
          <li key={`${kind}-${i}`}>
            {programme === null ? t(words) : <a href={`/programmes/${programme}`}>{t(words)}</a>}
            {undone && <span className="quiet">{t('（已撤销）')}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
