import { t } from '../../lib/t.ts'
import { TextField } from '../../ui/field.tsx'
import { FACT_WORDS, FACTS } from './facts-form.ts'
import type { TypedFacts } from './facts-form.ts'

/** The fields for what holds of a person besides the unit. */
export function FactFields({
  typed,
  onChange,
}: {
  typed: TypedFacts
  onChange: (typed: TypedFacts) => void
}) {
  return (
    <div className="field-row">
      {FACTS.map((name) => (
        <TextField
          key={name}
          label={t(FACT_WORDS[name])}
          value={typed[name]}
          onText={(text) => onChange({ ...typed, [name]: text })}
          maxLength={40}
        />
      ))}
    </div>
  )
}
