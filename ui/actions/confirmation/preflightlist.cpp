// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/preflightlist.h"

#include "base/text.h"
#include "ui/actions/confirmation/actionwords.h"
#include "ui/common/notices/plainlabel.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <iterator>

namespace lockmaster {
namespace {

constexpr int kSentenceColumn = 2;

QGridLayout *gridOf(QWidget *widget)
{
    auto *grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(size::kInner);
    grid->setVerticalSpacing(size::kGap);
    grid->setColumnStretch(kSentenceColumn, 1);
    return grid;
}

void emptyGrid(QGridLayout &grid)
{
    while (QLayoutItem *item = grid.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void put(QWidget *widget, QGridLayout &grid, int row, int column)
{
    grid.addWidget(widget, row, column, column == kSentenceColumn ? Qt::Alignment() : Qt::Alignment(Qt::AlignTop));
    widget->show(); // at once: what is not shown has no height yet
}

void showSentence(PlainLabel &label, const Preflight &check)
{
    const QString detail = plainLine(check.detail);
    label.setText(detail);
    label.setAccessibleName(verdictWord(check.verdict) + QStringLiteral(": ") + detail);
}

} // namespace

PreflightList::PreflightList(QWidget *parent)
    : QWidget(parent)
    , m_open(new QWidget)
    , m_passedButton(new QPushButton)
    , m_passed(new QWidget)
    , m_openGrid(gridOf(m_open))
    , m_passedGrid(gridOf(m_passed))
{
    setAccessibleName(tr("Checks"));
    m_passedButton->setAutoDefault(false);
    m_passedButton->setFlat(true);
    m_passedButton->setCheckable(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(size::kGap);
    layout->addWidget(m_open);
    layout->addWidget(m_passedButton, 0, Qt::AlignLeft);
    layout->addWidget(m_passed);
    connect(m_passedButton, &QPushButton::toggled, this, [this] {
        showPassed();
        Q_EMIT heightChanged();
    });
}

void PreflightList::setChecks(std::vector<Preflight> checks, bool needsTicks)
{
    clear();
    std::ranges::stable_sort(checks, std::ranges::greater{}, &Preflight::verdict);
    for (const Preflight &check : checks)
        addCheck(check, needsTicks && check.verdict == Verdict::Warning);
    showPassed();
    Q_EMIT tickedChanged();
}

void PreflightList::addCheck(const Preflight &check, bool needsTick)
{
    const bool hasPassed = check.verdict == Verdict::Ok;
    QGridLayout &grid = hasPassed ? *m_passedGrid : *m_openGrid;
    const int row = grid.rowCount();
    const Tone tone = toneOf(verdictState(check.verdict));
    put(new PlainLabel(verdictSign(check.verdict), FontRole::Body, tone), grid, row, 0);
    put(new PlainLabel(verdictWord(check.verdict), FontRole::Body, tone), grid, row, 1);
    auto *sentence = new PlainLabel({}, FontRole::Body, hasPassed ? Tone::Muted : Tone::Normal);
    sentence->setWordWrap(true);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    sentence->setFocusPolicy(Qt::NoFocus);
    showSentence(*sentence, check);
    put(sentence, grid, row, kSentenceColumn);
    m_rows.push_back({check.id, check.verdict, sentence});
    if (needsTick)
        addBox(check, grid, row);
}

void PreflightList::addBox(const Preflight &check, QGridLayout &grid, int row)
{
    auto *box = new QCheckBox(tr("Understood"));
    box->setObjectName(check.id);
    box->setAccessibleName(tr("Understood: %1").arg(plainLine(check.detail)));
    connect(box, &QCheckBox::toggled, this, &PreflightList::tickedChanged);
    put(box, grid, row, kSentenceColumn + 1);
    // Else it would come after the buttons of the window.
    setTabOrder(m_boxes.empty() ? static_cast<QWidget *>(m_passedButton) : m_boxes.back(), box);
    m_boxes.push_back(box);
}

void PreflightList::renewWords(const std::vector<Preflight> &checks)
{
    for (const Preflight &check : checks) {
        const auto row = std::ranges::find_if(
            m_rows, [&](const Row &one) { return one.id == check.id && one.verdict == check.verdict; });
        if (row != m_rows.end())
            showSentence(*row->sentence, check);
    }
}

void PreflightList::showPassed()
{
    const auto passed = std::ranges::count(m_rows, Verdict::Ok, &Row::verdict);
    const QString words = passed == 1 ? tr("1 check passed") : tr("%1 checks passed").arg(passed);
    m_passedButton->setText(words + (m_passedButton->isChecked() ? QStringLiteral(" ▾") : QStringLiteral(" ▸")));
    m_passedButton->setAccessibleName(words);
    m_passedButton->setVisible(passed > 0);
    m_passed->setVisible(passed > 0 && m_passedButton->isChecked());
    m_open->setVisible(std::ssize(m_rows) > passed);
    layOutAnew();
}

/// What the layouts above remember of the heights holds no longer, also before the next event.
void PreflightList::layOutAnew()
{
    m_open->updateGeometry();
    m_passed->updateGeometry();
    updateGeometry();
}

void PreflightList::clear()
{
    m_rows.clear();
    m_boxes.clear();
    emptyGrid(*m_openGrid);
    emptyGrid(*m_passedGrid);
}

void PreflightList::setTickable(bool tickable)
{
    for (QCheckBox *box : m_boxes)
        box->setEnabled(tickable);
}

QStringList PreflightList::ticked() const
{
    QStringList ids;
    for (const QCheckBox *box : m_boxes) {
        if (box->isChecked())
            ids << box->objectName();
    }
    return ids;
}

bool PreflightList::isComplete() const
{
    return std::ranges::all_of(m_boxes, &QCheckBox::isChecked);
}

} // namespace lockmaster

#include "moc_preflightlist.cpp"
