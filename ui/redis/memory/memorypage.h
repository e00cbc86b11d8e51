// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Memory page of a Redis server: how much, into what it goes, what the server's own doctor says.
#pragma once

#include "ui/common/rows/columnkinds.h"
#include "ui/redis/redispage.h"

class QPlainTextEdit;

namespace lockmaster {

class PartBars;
class PlainLabel;
class TableFrame;
class TileRow;

struct MemoryStatRow {
    QString name;
    QString value;

    [[nodiscard]] const QString &key() const { return name; }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const MemoryStatRow &before) const { return value != before.value; }
    bool operator==(const MemoryStatRow &) const = default;
};

class MemoryPage : public RedisPage
{
    Q_OBJECT
public:
    explicit MemoryPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QStringList probes() const override { return {QStringLiteral("memory")}; }
    [[nodiscard]] const PartBars &bars() const { return *m_bars; }
    [[nodiscard]] const KeyedTableModel<MemoryStatRow> &stats() const { return m_stats; }
    [[nodiscard]] QString doctorText() const;

protected:
    void showRedis(const Snapshot &snapshot, const RedisState &state) override;
    void showNothing(const QString &why) override;

private:
    QWidget *makeLeft();
    void showDoctor(const QString &words);
    void showVerdict(const QString &verdict);

    KeyedTableModel<MemoryStatRow> m_stats;
    TileRow *m_tiles;
    PartBars *m_bars;
    PlainLabel *m_fragmentation;
    PlainLabel *m_verdict; ///< in place of what the doctor says when it has found nothing
    QPlainTextEdit *m_doctor;
    TableFrame *m_table;
};

} // namespace lockmaster
