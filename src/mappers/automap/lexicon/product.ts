import type { Lexicon } from './atoms.ts';

/** Words that mean something else, or more, in a list of products. */
export const productWords: Lexicon = {
  product: `
    product; item; article; sku item; produkt; artikel; produit; article produit; producto; artículo; prodotto;
    articolo; produto; vara`,
  code: `
    code; sku; product code; item code; article number; item number; part number; product number; item no;
    article no; upc; ean; gtin; artikelnummer; artikel nr; produktnummer; produktcode; référence; reference;
    code produit; código; referencia; codice; codice articolo; kod produktu; artikelcode; varenummer; varenr; kod`,
  amount: `
    price; unit price; list price; sales price; selling price; retail price; rate; cost per unit; standard price;
    default price; prices; preis; verkaufspreis; listenpreis; einzelpreis; stückpreis; prix; prix unitaire;
    prix de vente; precio; precio unitario; prezzo; prezzo unitario; preço; preço unitário; prijs; verkoopprijs;
    stukprijs; cena; cena jednostkowa; pris; styckpris; hinta; ár; fiyat`,
  unit: `
    unit; unit of measure; uom; usage unit; sales unit; einheit; mengeneinheit; unité; unidad; unità; unidade;
    eenheid; jednostka; enhet; enhed`,
  tax: `
    tax; tax rate; vat; vat rate; tax percent; tax class; gst; sales tax; steuersatz; mwst; mwst satz; ust; tva;
    taux de tva; iva; aliquota iva; btw; btw tarief; vat percent; moms; stawka vat; imposto`,
  active: `
    active; product active; is active; enabled; available; sellable; for sale; aktiv; actif; activo; attivo; ativo;
    actief; aktywny`,
};
