// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Replication page of a Redis server: its role, the link, its replicas, and what its primary says of it.
#pragma once

#include "ui/redis/redispage.h"
#include "ui/redis/replication/replicacolumns.h"

namespace lockmaster {

class PlainLabel;
class RowActions;
class TableFrame;
class TileRow;

class RedisReplicationPage : public RedisPage
{
    Q_OBJECT
public:
    explicit RedisReplicationPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] const KeyedTableModel<ReplicaRow> &replicas() const { return m_replicas; }
    [[nodiscard]] QString primaryText() const;
    [[nodiscard]] const RowActions &actionsOfRows() const { return *m_actions; }
    [[nodiscard]] TableFrame &frame() const { return *m_table; }

protected:
    void showRedis(const Snapshot &snapshot, const RedisState &state) override;
    void showNothing(const QString &why) override;

private:
    void showPrimary(const Snapshot &snapshot, const RedisState &state);

    KeyedTableModel<ReplicaRow> m_replicas;
    TileRow *m_tiles;
    PlainLabel *m_primary;
    TableFrame *m_table;
    RowActions *m_actions;
};

} // namespace lockmaster
