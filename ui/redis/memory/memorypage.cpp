// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/memory/memorypage.h"

#include "model/redis/redis.h"
#include "ui/actions/offers/pageactions.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/panes.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/charts/tilerow.h"
#include "ui/redis/memory/memoryparts.h"
#include "ui/redis/memory/memorytiles.h"
#include "ui/redis/memory/partbars.h"
#include "ui/redis/redisnotes.h"
#include "ui/redis/redistiles.h"

#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>
#include "watch/momentbus.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair kSharesOfMemory{3, 2};
constexpr int kDoctorHeight = 320;

QString valueText(const MemoryStatRow &row)
{
    bool isNumber = false;
    const double value = row.value.toDouble(&isNumber);
    const bool isShare =
        row.name.contains("percentage"_L1) || row.name.contains("ratio"_L1) || row.name == "fragmentation"_L1;
    const bool isCount = row.name.contains("count"_L1) || row.name.contains("keys"_L1);
    if (!isNumber)
        return plainLine(row.value);
    if (isShare)
        return QLocale().toString(value, 'f', 2);
    return isCount && !row.name.contains("bytes"_L1) ? formatCount(std::int64_t(value))
                                                     : formatBytes(std::int64_t(value));
}

CellValue valueOf(const MemoryStatRow &row)
{
    bool isNumber = false;
    const double value = row.value.toDouble(&isNumber);
    return isNumber ? CellValue(value) : CellValue(row.value);
}

std::vector<KeyedColumn<MemoryStatRow>> statColumns()
{
    auto name = lineColumn<MemoryStatRow>({.id = u"name"_s,
                                           .title = MemoryPage::tr("Statistic"),
                                           .toolTip = MemoryPage::tr("As MEMORY STATS names it."),
                                           .width = 30,
                                           .isElastic = true},
                                          [](const MemoryStatRow &row) { return row.name; });
    return {name,
            {.info = {.id = u"value"_s,
                      .title = MemoryPage::tr("Value"),
                      .toolTip = MemoryPage::tr("Bytes, a number or a ratio."),
                      .width = 12,
                      .isNumeric = true,
                      .tints = true},
             .text = valueText,
             .value = valueOf}};
}

} // namespace

MemoryPage::MemoryPage(MomentBus &bus, QWidget *parent)
    : RedisPage(u"memory"_s, tr("Memory"), bus, parent)
    , m_stats(statColumns())
    , m_tiles(new TileRow(memoryTiles(Snapshot(), {}), this))
    , m_bars(new PartBars(tr("Parts of the memory"), this))
    , m_fragmentation(new PlainLabel({}, FontRole::Body, Tone::Muted, this))
    , m_verdict(new PlainLabel({}, this))
    , m_doctor(new QPlainTextEdit(this))
    , m_table(new TableFrame(u"redis_memory"_s, tr("Memory statistics"), m_stats, this))
{
    m_table->addControl(new PageActions(ServerKind::Redis, *this, m_table));
    m_table->view().setDefaultSort(m_stats.columnOf(u"name"), Qt::AscendingOrder);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setSpacing(size::kGroup);
    column->addWidget(m_tiles);
    column->addWidget(makePanes(Qt::Horizontal, makeLeft(), m_table, kSharesOfMemory, content), 1);
    setContent(content);
}

QWidget *MemoryPage::makeLeft()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(size::kInner);
    column->addWidget(new PlainLabel(tr("Where it goes"), FontRole::Title, Tone::Normal, box));
    column->addWidget(m_bars);
    m_fragmentation->setWordWrap(true);
    column->addWidget(m_fragmentation);
    column->addSpacing(size::kInner);
    column->addWidget(new PlainLabel(tr("What the server's MEMORY DOCTOR says"), FontRole::Title, Tone::Normal, box));
    m_doctor->setReadOnly(true);
    m_doctor->setAccessibleName(tr("MEMORY DOCTOR"));
    m_doctor->setFont(Theme::instance().font(FontRole::Body));
    m_doctor->setMaximumHeight(kDoctorHeight);
    m_verdict->setWordWrap(true);
    column->addWidget(m_verdict);
    column->addWidget(m_doctor, 1);
    column->addStretch();
    return box;
}

QString MemoryPage::doctorText() const
{
    return m_verdict->text().isEmpty() ? m_doctor->toPlainText() : m_verdict->text();
}

/// A selection in the text survives.
void MemoryPage::showDoctor(const QString &words)
{
    showVerdict(doctorVerdict(words));
    if (words != m_doctor->toPlainText())
        m_doctor->setPlainText(words);
}

/// In our words, where the doctor's own would say less or are not there; empty: his.
void MemoryPage::showVerdict(const QString &verdict)
{
    m_verdict->setText(verdict);
    m_verdict->setVisible(!verdict.isEmpty());
    m_doctor->setVisible(verdict.isEmpty());
}

void MemoryPage::showRedis(const Snapshot &snapshot, const RedisState &state)
{
    m_tiles->setTexts(memoryTiles(snapshot, bus().findingsOf(target())));
    m_bars->setParts(memoryParts(state));
    m_fragmentation->setText(m_bars->parts().empty() ? tr("Not known: %1").arg(notTold(snapshot))
                                                     : fragmentationWords(state));
    const auto absent = [&](const QString &command) {
        return absentWords(snapshot, {command}, tr("Will be read with the next sample."));
    };
    if (state.memoryDoctor.isEmpty())
        showVerdict(absent(u"MEMORY DOCTOR"_s));
    else
        showDoctor(plainBlock(state.memoryDoctor).trimmed());
    std::vector<MemoryStatRow> rows;
    for (const auto &[name, value] : state.memoryStats)
        rows.push_back({name, value});
    m_stats.setRows(std::move(rows));
    m_table->view().setEmptyText(state.memoryStats.empty() ? absent(u"MEMORY STATS"_s)
                                                           : tr("No statistic matches. Clear the filters (Escape)."));
    m_table->view().setStale(!isLive(snapshot.link));
    m_table->setStatus(asOfWords(snapshot), isLive(snapshot.link) ? Tone::Muted : Tone::Blind);
}

void MemoryPage::showNothing(const QString &why)
{
    m_tiles->setTexts(memoryTiles(Snapshot(), {}));
    m_bars->setParts({});
    m_fragmentation->setText(why);
    showVerdict(why);
    m_stats.setRows({});
    m_table->setStatus({});
    m_table->view().setEmptyText(why);
}

} // namespace lockmaster

#include "moc_memorypage.cpp"
