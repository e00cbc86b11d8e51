// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a value as CBOR; see cbor.h.
#pragma once

#include <QCborStreamWriter>

#include "codec/texts.h"
#include "model/fields/valuesink.h"

namespace lockmaster {

class CborSink : public ValueSink
{
public:
    CborSink(QByteArray *out, Texts texts, bool isDifference);

    [[nodiscard]] bool leavesOutSame() const override { return m_isDifference; }
    void nothing() override { m_writer.appendNull(); }
    void flag(bool value) override { m_writer.append(value); }
    void number(std::int64_t value) override { m_writer.append(qint64(value)); }
    void unsignedNumber(std::uint64_t value) override { m_writer.append(quint64(value)); }
    void real(double value) override { m_writer.append(value); }
    void text(const QString &value) override;
    void word(const QString &stable) override { m_writer.append(QStringView(stable)); }
    void moment(std::chrono::sys_time<std::chrono::microseconds> value) override;
    void duration(std::chrono::microseconds value) override { m_writer.append(qint64(value.count())); }
    void beginRecord(const RecordInfo &info) override;
    void field(const FieldInfo &info) override;
    void endRecord() override;
    void beginList(std::size_t size, std::size_t bytesEach, const RecordInfo *rows) override;
    void sameRow(std::size_t place) override { m_writer.append(quint64(place)); }
    void endList() override;
    void beginMap(std::size_t size) override;
    void key(const QString &key) override { m_writer.append(QStringView(key)); }
    void endMap() override;
    void shared() override { nothing(); } ///< never called: what is the same is left out

private:
    enum class Open : std::uint8_t { Record, Row, List, Rows, Map };
    QCborStreamWriter m_writer;
    Texts m_texts;
    bool m_isDifference;
    Secrecy m_secrecy = Secrecy::Open; ///< of the field being written
    std::vector<Open> m_open;
};

} // namespace lockmaster
