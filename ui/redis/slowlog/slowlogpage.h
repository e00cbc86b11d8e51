// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Slow log page of a Redis server: slow commands, and since a moment that was marked only those that came after.
#pragma once

#include <map>

#include "ui/redis/redispage.h"
#include "ui/redis/slowlog/slowcolumns.h"
#include "ui/redis/slowlog/slowlogmark.h"

class QComboBox;
class QPushButton;

namespace lockmaster {

class TableFrame;

class SlowLogPage : public RedisPage
{
    Q_OBJECT
public:
    explicit SlowLogPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QStringList probes() const override
    {
        return {QStringLiteral("slowlog"), QStringLiteral("large_logs")};
    }
    [[nodiscard]] const SlowModel &model() const { return m_model; }
    [[nodiscard]] const TableFrame &table() const { return *m_table; }

public Q_SLOTS:
    void markNow(); ///< from now on only what comes after counts
    void forgetMark();

protected:
    void showRedis(const Snapshot &snapshot, const RedisState &state) override;
    void showNothing(const QString &why) override;

private:
    using Log = QString; ///< "slow", "large-request", "large-reply"
    void setUpControls();
    void showChoices(const RedisState &state);
    void showChosen();
    void showStatus(const Snapshot &snapshot, const SlowLogView &view);
    [[nodiscard]] Log chosen() const;
    [[nodiscard]] QString emptyText(const Snapshot &snapshot, bool isThere) const;

    SlowModel m_model;
    TableFrame *m_table;
    QComboBox *m_logs;
    QPushButton *m_mark;
    QPushButton *m_all;
    std::map<QString, std::map<Log, SlowLogMark>> m_marks; ///< by target
};

} // namespace lockmaster
