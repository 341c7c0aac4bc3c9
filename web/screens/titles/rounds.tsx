import { useState } from 'react'
import { titleRounds } from '#contract/title.ts'
import type { TitleRound } from '#contract/title.ts'
import { APPRAISAL_STATES } from '#contract/appraisal.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { seesRegion, useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Num } from '../../ui/figure.tsx'
import { Status, type Tone } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { OpenRound } from './open-round.tsx'

const TONES: Record<'draft' | 'open' | 'published', Tone> = { draft: 'warn', open: 'calm', published: 'good' }

/** The yearly appraisal of each title: opened for all its holders in one step, its results by 等次. */
export function Rounds({ year }: { year: number }) {
  const asked = useCall(titleRounds, { query: { year } })
  const [opening, setOpening] = useState<TitleRound | null>(null)
  const close = () => setOpening(null)
  return (
    <>
      <p className="prose titles-about">
        {t(
          '一个称号一年考核一次，全部持有人一起考核。标准由当年的职责数生成，活动、结对和作品的记录自动作为佐证，由考核人评分。',
        )}
      </p>
      <Answer asked={asked}>
        {(data) => (
          <PlainTable
            label={t('{year} 年度考核', { year })}
            rows={data.rows}
            keyOf={(row) => row.title}
            empty={t('没有称号。')}
            columns={[
              { key: 'title', title: t('称号'), lead: true, render: (row) => t(row.title) },
              {
                key: 'holders',
                title: t('持有人'),
                unit: t('人'),
                numeric: true,
                render: (row) => (
                  <Num
                    value={row.holders}
                    href={link('/people/titles', { year, title: row.title })}
                    label={t(row.title)}
                  />
                ),
              },
              {
                key: 'round',
                title: t('考核'),
                render: (row) => <Round row={row} year={year} onOpen={() => setOpening(row)} />,
              },
              { key: 'bands', title: t('结果'), minor: true, render: (row) => bandsOf(row) },
            ]}
          />
        )}
      </Answer>
      {opening !== null && <OpenRound key={opening.title} round={opening} year={year} onClose={close} />}
    </>
  )
}

type RoundProps = { row: TitleRound; year: number; onOpen: () => void }

/** The round itself is the centre's: a school sees how it stands, and its own holders' results in the register. */
function Round({ row: { appraisal, actions }, year, onOpen }: RoundProps) {
  const me = useMe()
  if (appraisal === null) {
    return (
      <Action small whyNot={whyNot(actions, 'open')} onClick={onOpen}>
        {t('开设考核')}
      </Action>
    )
  }
  const state = <Status tone={TONES[appraisal.state]}>{t(APPRAISAL_STATES[appraisal.state])}</Status>
  return seesRegion(me) ? <a href={link(`/appraisals/${appraisal.id}`, { year })}>{state}</a> : state
}

function bandsOf({ appraisal, bands }: TitleRound): string {
  if (appraisal?.state !== 'published') return '—'
  return bands.map(({ band, count }) => `${t(band)} ${number(count)}`).join('，')
}
