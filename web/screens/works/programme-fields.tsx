import { programmes } from '#contract/programme.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { useManifests } from '../../lib/worlds.ts'
import { ChoiceField } from '../../ui/field.tsx'
import { USUAL_KINDS } from '../../lib/work-words.ts'

/** To what a work belongs, and of what kind it is; '' for none. */
export type Chosen = { programme: string; phase: string; kind: string }

/** Programme, its stage, and the kind of work: a stage offers the kinds that it asks for. */
export function ProgrammeFields({
  chosen,
  onChoose,
}: {
  chosen: Chosen
  onChoose: (chosen: Chosen) => void
}) {
  const year = useYear()
  const manifests = useManifests()
  const rows = useCall(programmes, { query: { year, limit: 1000 } }).data?.rows ?? []
  const system = rows.find((row) => row.id === chosen.programme)?.system
  const phases = manifests.find((manifest) => manifest.id === system)?.phases ?? []
  const asked = phases.find((phase) => phase.id === chosen.phase)?.expects ?? []
  const kinds = asked.length > 0 ? asked : USUAL_KINDS
  const choosePhase = (phase: string) => {
    const first = phases.find((one) => one.id === phase)?.expects[0]
    onChoose({ ...chosen, phase, kind: first ?? chosen.kind })
  }
  return (
    <>
      <ChoiceField
        label={t('所属项目')}
        value={chosen.programme}
        choices={[
          { value: '', label: t('不属于项目') },
          ...rows.map((row) => ({ value: row.id, label: row.title })),
        ]}
        onChoose={(programme) => onChoose({ ...chosen, programme, phase: '' })}
      />
      {phases.length > 0 && (
        <ChoiceField
          label={t('阶段')}
          value={chosen.phase}
          choices={[
            { value: '', label: t('不分阶段') },
            ...phases.map((phase) => ({ value: phase.id, label: t(phase.title) })),
          ]}
          onChoose={choosePhase}
        />
      )}
      <ChoiceField
        label={t('类型')}
        value={chosen.kind}
        choices={kinds.map((kind) => ({ value: kind, label: t(kind) }))}
        onChoose={(kind) => onChoose({ ...chosen, kind })}
      />
    </>
  )
}
