const rows = new WeakMap()

function row() {
  const node = el("div", "instruction")
  const [number, words, said, values] = [el("span", "number"), el("div", "words"), el("p", "do"), el("div", "values")]
  const [waits, title, why] = [el("div", "waits"), el("p", "waits-title"), el("p")]
  const [tick, box, name] = [el("label", "tick"), el("input"), el("span", "tick-name")]
  number.setAttribute("aria-hidden", "true")
  box.type = "checkbox"
  said.id = "do"
  box.setAttribute("aria-describedby", "do")
  waits.append(title, why)
  tick.append(box, name)
  words.append(said, values, waits)
  node.append(number, words, tick)
  let fields = []

  const update = ({ data, setTriggerValue }) => {
    node.classList.toggle("ticked", data.ticked)
    node.classList.toggle("waiting", Boolean(data.waits))
    number.textContent = data.ticked ? "\u2713" : String(data.number)
    said.textContent = data.said
    title.textContent = data.others
    why.textContent = data.waits
    waits.hidden = !data.waits
    name.textContent = data.tick
    box.checked = data.ticked
    box.onchange = () => setTriggerValue("tick", box.checked)
    if (fields.length !== data.values.length) {
      fields = data.values.map(valueField)
      values.replaceChildren(...fields.map((field) => field.node))
    }
    values.hidden = !fields.length
    fields.forEach((field, i) =>
      field.update(data.values[i], data.words, (what) => setTriggerValue("want", { what, which: i })))
  }
  return { node, update }
}

// The row is made once and then brought up to date: the keyboard stays where it is when a tick draws the list anew.
export default function (given) {
  const place = given.parentElement.querySelector(".place")
  if (!rows.has(place)) {
    rows.set(place, row())
    place.replaceChildren(rows.get(place).node)
  }
  rows.get(place).update(given)
}
