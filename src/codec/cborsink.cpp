// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/cborsink.h"

namespace lockmaster {

CborSink::CborSink(QByteArray *out, Texts texts, bool isDifference)
    : m_writer(out), m_texts(texts), m_isDifference(isDifference)
{
}

void CborSink::text(const QString &value)
{
    if (m_secrecy == Secrecy::Open)
        m_writer.append(QStringView(value));
    else
        m_writer.append(QStringView(outgoing(value, m_secrecy, m_texts)));
}

void CborSink::moment(std::chrono::sys_time<std::chrono::microseconds> value)
{
    m_writer.append(qint64(value.time_since_epoch().count()));
}

void CborSink::beginRecord(const RecordInfo &info)
{
    const bool isRow = !m_open.empty() && m_open.back() == Open::Rows;
    if (isRow)
        m_writer.startArray(info.fields.size());
    else
        m_writer.startMap(); // some may be left out
    m_open.push_back(isRow ? Open::Row : Open::Record);
}

void CborSink::field(const FieldInfo &info)
{
    m_secrecy = info.secrecy;
    if (m_open.back() == Open::Record)
        m_writer.append(info.name);
}

void CborSink::endRecord()
{
    if (m_open.back() == Open::Row)
        m_writer.endArray();
    else
        m_writer.endMap();
    m_open.pop_back();
}

void CborSink::beginList(std::size_t size, std::size_t, const RecordInfo *rows)
{
    m_writer.startArray(size + (rows ? 1 : 0));
    m_open.push_back(rows ? Open::Rows : Open::List);
    if (!rows)
        return;
    m_writer.startArray(rows->fields.size());
    for (const FieldInfo &info : rows->fields)
        m_writer.append(info.name);
    m_writer.endArray();
}

void CborSink::endList()
{
    m_writer.endArray();
    m_open.pop_back();
}

void CborSink::beginMap(std::size_t size)
{
    m_writer.startMap(size);
    m_open.push_back(Open::Map);
}

void CborSink::endMap()
{
    m_writer.endMap();
    m_open.pop_back();
}

} // namespace lockmaster
