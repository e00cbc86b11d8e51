// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Commands page of a Redis server: what it spends its time on, what it refuses, with which errors.
#pragma once

#include "ui/redis/commands/commandcolumns.h"
#include "ui/redis/redispage.h"

namespace lockmaster {

class TableFrame;

class CommandsPage : public RedisPage
{
    Q_OBJECT
public:
    explicit CommandsPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QStringList probes() const override { return {QStringLiteral("commands")}; }
    [[nodiscard]] const KeyedTableModel<CommandRow> &commands() const { return m_commands; }
    [[nodiscard]] const KeyedTableModel<ErrorRow> &errors() const { return m_errors; }
    [[nodiscard]] const TableFrame &table() const { return *m_commandTable; }

protected:
    void showRedis(const Snapshot &snapshot, const RedisState &state) override;
    void showNothing(const QString &why) override;

private:
    void showStatus(const Snapshot &snapshot, const CommandWindow &window);

    KeyedTableModel<CommandRow> m_commands;
    KeyedTableModel<ErrorRow> m_errors;
    TableFrame *m_commandTable;
    TableFrame *m_errorTable;
};

} // namespace lockmaster
