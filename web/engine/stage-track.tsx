import { useState } from 'react'
import type * as z from 'zod'
import type { casePage } from '#contract/case.ts'
import { fullMoment, moment } from '../lib/format.ts'
import { t } from '../lib/t.ts'
import { Status } from '../ui/states.tsx'
import type { Tone } from '../ui/states.tsx'

type Track = z.output<NonNullable<typeof casePage.reply>>['track']
type Stop = Track[number]

const WORDS: Record<Stop['state'], string> = {
  done: '已办',
  here: '正在办',
  ahead: '未到',
  skipped: '不经过',
  stopped: '止于此',
}

/** The stages of a case: where it stands, who must act by when. A phone shows where it stands, the rest when asked. */
export function StageTrack({ track, late }: { track: Track; late: boolean }) {
  const [whole, setWhole] = useState(false)
  const now = standsAt(track)
  return (
    <>
      <ol className={whole ? 'stages whole' : 'stages'} aria-label={t('环节')}>
        {track.map((stop, index) => (
          <li
            key={stop.stage}
            className={index === now ? `${stop.state} now` : stop.state}
            aria-current={stop.state === 'here' ? 'step' : undefined}
          >
            <strong>
              {index + 1}. {t(stop.title)}
            </strong>
            <Status tone={toneOf(stop, late)}>{t(WORDS[stop.state])}</Status>
            <StopNote stop={stop} />
            {stop.note !== null && <span className="quiet">{t(stop.note)}</span>}
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="linklike stages-more"
        aria-expanded={whole}
        onClick={() => setWhole(!whole)}
      >
        {whole ? t('只看现在的环节') : t('看全部 {n} 个环节', { n: track.length })}
      </button>
    </>
  )
}

/** Where a case stands; the last stage that it went through once it has ended. */
function standsAt(track: Track): number {
  const here = track.findIndex(({ state }) => state === 'here')
  return here === -1 ? track.findLastIndex(({ state }) => state !== 'ahead' && state !== 'skipped') : here
}

function toneOf({ state }: Stop, late: boolean): Tone {
  if (state === 'here') return late ? 'late' : 'warn'
  if (state === 'stopped') return 'stopped'
  return state === 'done' ? 'good' : 'calm'
}

function StopNote({ stop }: { stop: Stop }) {
  if (stop.state === 'skipped') return null
  if (stop.at !== null && (stop.state === 'done' || stop.state === 'stopped'))
    return (
      <time className="quiet" dateTime={stop.at} title={fullMoment(stop.at)}>
        {moment(stop.at)}
      </time>
    )
  const who = t('由{who}办理', { who: t(stop.waitsFor) })
  return (
    <span className="quiet">
      {who}
      {stop.due !== null && (
        <>
          {t('，')}
          <span className="num">{t('{due} 前', { due: stop.due })}</span>
        </>
      )}
    </span>
  )
}
