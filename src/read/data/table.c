/* The vocabularies made of columns and rows: <table>, <workforce> and <budget>. */
#include "read/data/data_private.h"

void data_read_table(DataReader *d, const XmlNode *root)
{
    d->table->decimals = data_number(d->reader, root, "decimals", -1);
    data_read_columns(d, xml_child(root, "columns"));
    data_read_rows(d, root);
}

void data_read_budget(DataReader *d, const XmlNode *root)
{
    d->table->decimals = data_number(d->reader, root, "decimals", -1);
    data_read_years(d, xml_child(root, "years"));
    data_read_rows(d, root);
}
