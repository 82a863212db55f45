const fields = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".place")
  const field = fields.get(box) ?? valueField()
  if (!fields.has(box)) {
    fields.set(box, field)
    box.replaceChildren(field.node)
  }
  field.update(data, data.words, (what) => setTriggerValue("want", { what }))
}
