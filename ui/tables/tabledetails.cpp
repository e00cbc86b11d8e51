// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/tabledetails.h"

#include "ui/tables/catalogtext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

class Details
{
public:
    Details(const TableRow &row, const Catalog &catalog) : m_row(row), m_table(row.table), m_catalog(catalog) {}

    std::vector<DetailRow> take()
    {
        addSpace();
        addRows();
        addUpkeep();
        addAge();
        addUse();
        addSequences();
        return std::move(m_lines);
    }

private:
    void add(const QString &name, const QString &words, const QString &reason = {})
    {
        m_lines.push_back({int(m_lines.size()), name, words, reason});
    }

    void addSpace()
    {
        const TableSpace &space = m_table.space;
        add(CatalogText::tr("Size"),
            CatalogText::tr("%1 rows · %2 TOAST · %3 indexes")
                .arg(formatBytes(space.heap), formatBytes(space.toast), formatBytes(space.indexes)));
        const QString why = m_table.canRead
                                ? CatalogText::tr("It is known after the table has been analyzed.")
                                : CatalogText::tr("It takes SELECT on the table: its statistics are hidden otherwise.");
        add(CatalogText::tr("Bloat, estimated"),
            space.bloat ? CatalogText::tr("about %1 of %2").arg(formatBytes(*space.bloat), formatBytes(space.planned))
                        : unknownValue(),
            space.bloat
                ? CatalogText::tr("From the planner's statistics, when it was vacuumed or analyzed last; not measured.")
                : why);
        add(CatalogText::tr("Growth"),
            space.growthPerSecond
                ? CatalogText::tr("%1 an hour").arg(formatBytes(std::int64_t(*space.growthPerSecond * 3600)))
                : unknownValue(),
            space.growthPerSecond ? QString() : CatalogText::tr("It is known after a minute of watching."));
    }

    void addRows()
    {
        const auto share = m_table.deadShare();
        add(CatalogText::tr("Rows"), CatalogText::tr("%1 and %2 dead%3")
                                         .arg(formatCount(m_table.liveRows), formatCount(m_table.deadRows),
                                              share ? CatalogText::tr(" (%1)").arg(formatPercent(*share)) : QString()));
        const TableUse &use = m_table.use;
        const double updates = double(use.updates);
        add(CatalogText::tr("Written"),
            CatalogText::tr("%1 inserted · %2 updated (%3 without touching an index) · %4 deleted")
                .arg(formatCount(use.inserts), formatCount(use.updates),
                     updates > 0 ? formatPercent(double(use.hotUpdates) / updates) : unknownValue(),
                     formatCount(use.deletes)),
            CatalogText::tr("Since the counters began."));
    }

    [[nodiscard]] QString when(const std::optional<ServerTime> &time, const QString &words) const
    {
        return time ? words.arg(formatWholeSeconds(std::max(m_row.readAt - *time, std::chrono::microseconds::zero())))
                    : QString();
    }

    [[nodiscard]] QString done(const std::optional<ServerTime> &byHand,
                               const std::optional<ServerTime> &automatic) const
    {
        QStringList words{when(automatic, CatalogText::tr("%1 ago by autovacuum")),
                          when(byHand, CatalogText::tr("%1 ago by hand"))};
        if (byHand > automatic)
            words.swapItemsAt(0, 1);
        words.removeAll(QString());
        return words.isEmpty() ? CatalogText::tr("never") : words.join(u" · "_s);
    }

    void addUpkeep()
    {
        const TableUpkeep &upkeep = m_table.upkeep;
        add(CatalogText::tr("Vacuumed"), done(upkeep.vacuumed, upkeep.autovacuumed));
        add(CatalogText::tr("Analyzed"), done(upkeep.analyzed, upkeep.autoanalyzed));
        if (!upkeep.isAutomatic) {
            add(CatalogText::tr("Autovacuum"), CatalogText::tr("off: it comes against wraparound only"));
            return;
        }
        add(CatalogText::tr("Next autovacuum"),
            CatalogText::tr("at %1 dead rows, now %2")
                .arg(formatCount(std::int64_t(upkeep.vacuumAt)), formatCount(m_table.deadRows)));
        add(CatalogText::tr("Or for inserts"),
            upkeep.insertAt ? CatalogText::tr("at %1 inserted rows, now %2")
                                  .arg(formatCount(std::int64_t(*upkeep.insertAt)), formatCount(upkeep.insertedRows))
                            : CatalogText::tr("never: switched off"));
        add(CatalogText::tr("Next analyze"),
            CatalogText::tr("at %1 changed rows, now %2")
                .arg(formatCount(std::int64_t(upkeep.analyzeAt)), formatCount(upkeep.modifiedRows)));
    }

    void addAge()
    {
        add(CatalogText::tr("Age"), CatalogText::tr("%1 transactions; a vacuum is forced at %2")
                                        .arg(formatCount(m_table.transactions), formatCount(m_table.upkeep.freezeAt)));
        if (m_row.secondsLeft)
            add(CatalogText::tr("Time left"),
                CatalogText::tr("%1 until the server would refuse to write, at the rate of now")
                    .arg(formatDuration(
                        std::chrono::microseconds(std::int64_t(std::min(*m_row.secondsLeft, 1e12) * 1e6)))));
    }

    [[nodiscard]] static QString rate(const std::optional<double> &perSecond)
    {
        return perSecond ? formatRate(*perSecond) : unknownValue();
    }

    void addUse()
    {
        const TableUse &use = m_table.use;
        add(CatalogText::tr("Read in full"),
            CatalogText::tr("%1 times, %2 rows each; now %3")
                .arg(formatCount(use.seqScans),
                     use.seqScans > 0 ? formatCount(use.seqRows / use.seqScans) : unknownValue(),
                     rate(use.seqScansPerSecond)));
        add(CatalogText::tr("By index"),
            CatalogText::tr("%1 times; now %2").arg(formatCount(use.indexScans), rate(use.indexScansPerSecond)));
        add(CatalogText::tr("Owner"), plainLine(m_table.owner));
    }

    [[nodiscard]] static QString sequenceWords(const CatalogSequence &sequence)
    {
        if (const auto used = sequence.used())
            return CatalogText::tr("%1 used, %2 numbers left").arg(formatPercent(*used), formatCount(*sequence.left()));
        return sequence.canRead ? CatalogText::tr("not used yet") : unknownValue();
    }

    void addSequences()
    {
        for (const CatalogSequence &sequence : m_catalog.sequences) {
            if (sequence.schema != m_table.schema || sequence.table != m_table.name)
                continue;
            add(CatalogText::tr("Numbers of %1").arg(plainLine(sequence.column)), sequenceWords(sequence),
                sequence.canRead ? QString() : CatalogText::tr("It takes SELECT on the sequence."));
        }
    }

    const TableRow &m_row;
    const CatalogTable &m_table;
    const Catalog &m_catalog;
    std::vector<DetailRow> m_lines;
};

} // namespace

std::vector<DetailRow> detailsOf(const TableRow &row, const Catalog &catalog)
{
    return Details(row, catalog).take();
}

std::vector<KeyedColumn<DetailRow>> detailColumns()
{
    KeyedColumn<DetailRow> name{
        .info = columnInfo("detail", CatalogText::tr("Detail"), CatalogText::tr("Of the table chosen above."), 15),
        .text = [](const DetailRow &row) { return row.name; },
        .value = [](const DetailRow &row) { return CellValue(double(row.place)); }};
    KeyedColumn<DetailRow> words{
        .info = columnInfo("value", CatalogText::tr("Value"), CatalogText::tr("As of the last reading."), 20),
        .text = [](const DetailRow &row) { return row.words; }};
    words.hint = [](const DetailRow &row) { return row.reason; };
    words.info.isElastic = true;
    return {name, words};
}

} // namespace lockmaster
