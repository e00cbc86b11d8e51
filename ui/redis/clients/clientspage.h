// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Clients page of a Redis server: every connection at the moment shown, with its buffers.
#pragma once

#include "ui/redis/clients/clientcolumns.h"
#include "ui/redis/redispage.h"

class QComboBox;

namespace lockmaster {

class RowActions;
class TableFrame;

class RedisClientModel : public KeyedTableModel<RedisClientRow>
{
    Q_OBJECT
public:
    explicit RedisClientModel(QObject *parent = nullptr);
    void setPreset(const ClientPreset &preset);

protected:
    [[nodiscard]] bool accepts(const RedisClientRow &row) const override;

private:
    bool (*m_accepts)(const RedisClient &) = nullptr;
};

class RedisClientsPage : public RedisPage
{
    Q_OBJECT
public:
    explicit RedisClientsPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QStringList probes() const override { return {QStringLiteral("clients")}; }
    /// Ids are those of clientPresets(). False when there is none of this name.
    bool choosePreset(const QString &id);
    [[nodiscard]] const RedisClientModel &model() const { return m_model; }
    [[nodiscard]] const TableFrame &table() const { return *m_table; }
    [[nodiscard]] const RowActions &actionsOfRows() const { return *m_actions; }

protected:
    void showRedis(const Snapshot &snapshot, const RedisState &state) override;
    void showNothing(const QString &why) override;

private:
    void setUpPresets();
    void applyPreset(int index);
    void showStatus(const Snapshot &snapshot);

    RedisClientModel m_model;
    std::vector<ClientPreset> m_presetList;
    TableFrame *m_table;
    QComboBox *m_presets;
    RowActions *m_actions = nullptr;
    RedisClients m_clients; ///< those in the model: an unchanged list is not compared again
};

} // namespace lockmaster
